package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigProblemsTest {
  @TempDir Path directory;

  private List<String> problems(String toml) {
    return new Project(directory).own(toml).problems();
  }

  @Test
  void allOfThemAreToldAtOnceWithPlaceAndRemedy() {
    Project project =
        new Project(directory)
            .own(
                """
                [output]
                dri = "x"
                formats = ["md", "docx", "md"]
                context = "hunk"
                max_file_size = "1.5 MiB"
                name = 3
                [source]
                base = "--upload-pack=touch x"
                rename_limit = 0
                [selcet]
                include = []
                [scan]
                todos = "yes"
                todo_tags = []
                [[upload]]
                url = "s3://a"
                [profile.ci.scan]
                fail_on = "secret"
                [profile.ci]
                secrets = true
                """)
            .profile("c1")
            .env("CREATE_DUMP_OUTPUT_DRI", "x")
            .env("CREATE_DUMP_UPLOADS", "x")
            .env("CREATE_DUMP_SOURCE_RENAME_LIMIT", "many")
            .flag("output.formats", "--format", "pdf");
    assertThat(project.problems())
        .containsExactly(
            "create-dump.toml:2:1: output.dri is unknown; did you mean output.dir?"
                + " (allowed: dir, name, formats, context, max_file_size)",
            "create-dump.toml:3:18: output.formats is \"docx\""
                + " (allowed: \"md\", \"json\", \"html\", \"patch\" or \"sarif\")",
            "create-dump.toml:3:26: output.formats holds the same element twice"
                + " (allowed: each element once)",
            "create-dump.toml:4:1: output.context is \"hunk\"; did you mean \"hunks\"?"
                + " (allowed: \"hunks\" or \"full\")",
            "create-dump.toml:5:1: output.max_file_size is \"1.5 MiB\" (allowed: a number of"
                + " bytes, or one with B, KiB, MiB, GiB, kB, MB or GB, from 0 to 1GiB)",
            "create-dump.toml:6:1: output.name is an integer"
                + " (allowed: a file name without directories)",
            "create-dump.toml:8:1: source.base starts with `-`, as an option of git would"
                + " (allowed: a revision as git names it)",
            "create-dump.toml:9:1: source.rename_limit is 0"
                + " (allowed: a whole number from 1 to 100000)",
            "create-dump.toml:10:1: selcet is unknown; did you mean select?"
                + " (allowed: output, source, select, tree, projects, scan, report, plugins, sign, cache, upload, profile)",
            "create-dump.toml:13:1: scan.todos is a string (allowed: true or false)",
            "create-dump.toml:14:1: scan.todo_tags is an empty list (allowed: at least one"
                + " element, each a word of letters, digits, `_` and `-`)",
            "create-dump.toml:15:1: upload[0].uri is missing"
                + " (allowed: a URI with a scheme, such as `s3://bucket/prefix`)",
            "create-dump.toml:16:1: upload[0].url is unknown; did you mean uri?"
                + " (allowed: retention,"
                + " encryption, uri, legal_hold, storage_class, tags, metadata, region, endpoint,"
                + " path_style, checksum, chunked, requester_pays, proxy, ca_bundle,"
                + " deadline_seconds, part_size, multipart_threshold, parallel)",
            "create-dump.toml:18:1: in profile ci: scan.fail_on is \"secret\";"
                + " did you mean \"secrets\"? (allowed: \"never\" or \"secrets\")",
            "create-dump.toml:20:1: in profile ci: secrets is unknown; did you mean scan.secrets?"
                + " (allowed: output, source, select, tree, projects, scan, report, plugins, sign, cache, upload)",
            "flag --profile: asks for profile \"c1\", which create-dump.toml does not define;"
                + " did you mean ci? (allowed: ci)",
            "env CREATE_DUMP_SOURCE_RENAME_LIMIT: source.rename_limit is \"many\""
                + " (allowed: a whole number from 1 to 100000)",
            "env CREATE_DUMP_OUTPUT_DRI: is no key; did you mean CREATE_DUMP_OUTPUT_DIR?",
            "env CREATE_DUMP_UPLOADS: is no key; did you mean CREATE_DUMP_UPLOAD?",
            "flag --format: output.formats is \"pdf\""
                + " (allowed: \"md\", \"json\", \"html\", \"patch\" or \"sarif\")");
    assertThatThrownBy(project::load)
        .isInstanceOf(Failure.Policy.class)
        .hasMessageStartingWith("the configuration has 20 problems:\n  create-dump.toml:2:1: ");
  }

  @Test
  void syntaxErrorsHideOnlyWhatFollowsThem() {
    assertThat(problems("[output]\ndri = 1\nname = \nformats = 3\ncontext = = 4\n"))
        .containsExactly(
            "create-dump.toml:2:1: output.dri is unknown; did you mean output.dir?"
                + " (allowed: dir, name, formats, context, max_file_size)",
            "create-dump.toml:3:8: Unexpected end of line, expected a value",
            "create-dump.toml:5:11: Unexpected '=', expected a value");
  }

  @Test
  void aKeyOrTableGivenTwiceIsTold() {
    assertThat(problems("[output]\ndir = \"a\"\ndir = \"b\"\n[output]\n"))
        .containsExactly(
            "create-dump.toml:3:1: dir previously defined at line 2, column 1",
            "create-dump.toml:4:1: output previously defined at line 1, column 1");
  }

  @Test
  void keysInTheWrongTableAreShownTheirOwn() {
    assertThat(problems("formats = []\n[output]\nsecrets = true\nmax-file-size = 1\ndest = 1\n"))
        .extracting(line -> line.substring(0, line.indexOf('?') + 1))
        .containsExactly(
            "create-dump.toml:1:1: formats is unknown; did you mean output.formats?",
            "create-dump.toml:3:1: output.secrets is unknown; did you mean scan.secrets?",
            "create-dump.toml:4:1: output.max-file-size is unknown;"
                + " did you mean output.max_file_size?",
            "create-dump.toml:5:1: output.dest is unknown; did you mean output.dir?");
  }

  @Test
  void wrongShapesAreTold() {
    assertThat(problems("output = 1\nprofile = 2\n[upload]\nuri = \"s3://a\"\n"))
        .containsExactly(
            "create-dump.toml:1:1: output is an integer (allowed: a table of keys)",
            "create-dump.toml:2:1: profile is an integer, not a table of profiles",
            "create-dump.toml:3:1: upload is a table; did you mean [[upload]]?"
                + " (allowed: a list of tables, each under a header in double brackets)");
    assertThat(problems("upload = [1]\n[profile]\nx = 1.5\n\"a b\" = {}\n"))
        .containsExactly(
            "create-dump.toml:1:11: upload[0] is an integer (allowed: a table)",
            "create-dump.toml:3:1: in profile x: is a number with a fraction,"
                + " not a table of keys",
            "create-dump.toml:4:1: in profile a b: has a name of other characters than letters,"
                + " digits, `_` and `-`, or a long one");
    assertThat(problems("[output]\nname = 1979-05-27\n[[upload]]\nuri = [\"s3://a\"]\n"))
        .containsExactly(
            "create-dump.toml:2:1: output.name is a date or time"
                + " (allowed: a file name without directories)",
            "create-dump.toml:4:1: upload[0].uri is a list"
                + " (allowed: a URI with a scheme, such as `s3://bucket/prefix`)");
  }

  @Test
  void anUnknownProfileNamesTheKnownOnes() {
    Project project = new Project(directory).profile("ci");
    assertThat(project.problems())
        .containsExactly(
            "flag --profile: asks for profile \"ci\","
                + " which no configuration file here defines");
    project.own("[profile.nightly]\n[profile.release]\n");
    assertThat(project.problems())
        .containsExactly(
            "flag --profile: asks for profile \"ci\", which create-dump.toml does not define"
                + " (allowed: nightly, release)");
  }

  @Test
  void textsOfStrangersCannotCommandATerminal() {
    String hostile = "\"\\u001b]0;x\\u0007\\u202e\" = 1\n[output]\ncontext = \"\\u001b[2J\"\n";
    assertThat(problems(hostile))
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line.chars().filter(c -> c < 32 || c == 0x202e).count()).isZero());
  }

  @Test
  void credentialsInAUriAreRefusedAndNotRepeated() {
    assertThat(problems("[[upload]]\nuri = \"s3://user:hunter2@bucket/x\"\n"))
        .hasSize(1)
        .first()
        .asString()
        .contains("upload[0].uri holds a user name or password")
        .doesNotContain("hunter2");
  }

  @Test
  void aFloodOfProblemsStaysReadable() {
    StringBuilder toml = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      toml.append("key").append(i).append(" = 1\n");
    }
    assertThatThrownBy(new Project(directory).own(toml.toString())::load)
        .isInstanceOf(Failure.Policy.class)
        .hasMessageEndingWith("\n  and 970 more")
        .extracting(failure -> String.valueOf(failure.getMessage()).lines().count())
        .isEqualTo(32L);
  }
}

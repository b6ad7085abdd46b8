package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalKeysTest {
  private static final String KEYS =
      """
      dest = "dumps"
      max_file_size_kb = 5
      default_includes = ["src/**"]
      default_excludes = ["*.lock"]
      scan_secrets = false
      scan_todos = false
      """;

  @TempDir Path directory;

  private static void assertMapped(Settings settings) {
    assertThat(settings.output().dir()).isEqualTo("dumps");
    assertThat(settings.output().maxFileSize()).isEqualTo(5 * 1024);
    assertThat(settings.select().include()).containsExactly("src/**");
    assertThat(settings.select().exclude()).containsExactly("*.lock");
    assertThat(settings.scan().secrets()).isFalse();
    assertThat(settings.scan().todos()).isFalse();
  }

  @Test
  void areReadWithAndWithoutTheTableAroundThem() throws Failure {
    assertMapped(new Project(directory).file("create_dump.toml", KEYS).load().settings());
    String wrapped = "[tool.create-dump]\n" + KEYS;
    assertMapped(new Project(directory).file("create_dump.toml", wrapped).load().settings());
    assertMapped(new Project(directory).file("pyproject.toml", wrapped).load().settings());
  }

  @Test
  void standBesideTheKeysOfThisToolAndInProfiles() throws Failure {
    Project project =
        new Project(directory)
            .file(
                "pyproject.toml",
                """
                [tool.create-dump]
                dest = "dumps"
                [tool.create-dump.scan]
                fail_on = "secrets"
                [tool.create-dump.profile.ci]
                dest = "ci"
                git_meta = false
                """);
    assertThat(project.load().settings().output().dir()).isEqualTo("dumps");
    assertThat(project.load().settings().scan().failOn()).isEqualTo(Settings.FailOn.SECRETS);
    assertThat(project.load().notes()).isEmpty();
    project.profile("ci");
    assertThat(project.load().settings().output().dir()).isEqualTo("ci");
    assertThat(project.load().notes())
        .containsExactly(
            "profile ci in pyproject.toml:7:1: git_meta is ignored:"
                + " the commits always stand in the dump.");
  }

  @Test
  void withoutAMeaningHereAreIgnoredAndNamed() throws Failure {
    Project project =
        new Project(directory)
            .file(
                "create_dump.toml",
                """
                [tool.create-dump]
                use_gitignore = true
                git_meta = true
                excluded_dirs = ["node_modules"]
                metrics_port = 8000
                hide_secrets = true
                git_ls_files = true
                dump_pattern = "x"
                """);
    assertThat(project.load().settings()).isEqualTo(Settings.defaults());
    assertThat(project.load().notes()).hasSize(7);
    assertThat(project.load().notes().getFirst())
        .isEqualTo(
            "create_dump.toml:2:1: use_gitignore is ignored:"
                + " what git tracks is shown, and nothing else.");
  }

  @Test
  void haveNoPlaceInTheOwnFile() {
    assertThat(new Project(directory).own("dest = \"x\"\n").problems())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("create-dump.toml:1:1: dest is unknown; did you mean output.dir?");
  }

  @Test
  void areCheckedLikeAnyOther() {
    Project project =
        new Project(directory)
            .file(
                "create_dump.toml",
                """
                dest = 1
                max_file_size_kb = "5"
                scan_secrets = "no"
                usegitignore = true
                """);
    assertThat(project.problems())
        .extracting(line -> line.substring(0, line.indexOf(" (allowed")))
        .containsExactly(
            "create_dump.toml:1:1: dest is an integer",
            "create_dump.toml:2:1: max_file_size_kb is a string",
            "create_dump.toml:3:1: scan_secrets is a string",
            "create_dump.toml:4:1: usegitignore is unknown");
    for (String size : new String[] {"-1", "9223372036854775807", "-9223372036854775808"}) {
      project.file("create_dump.toml", "max_file_size_kb = " + size + "\n");
      assertThat(project.problems()).as(size).hasSize(1);
    }
  }

  @Test
  void setTogetherWithTheirSuccessorAreAnError() {
    Project project =
        new Project(directory).file("create_dump.toml", "dest = \"a\"\noutput.dir = \"b\"\n");
    assertThat(project.problems())
        .containsExactly(
            "create_dump.toml:2:1: output.dir sets output.dir again,"
                + " after create_dump.toml:1:1");
  }

  @Test
  void theHiddenFileIsNotReadAndANoteSaysSo() throws Failure {
    Project project = new Project(directory).file(".create_dump.toml", "dest = \"x\"\n");
    assertThat(project.load().notes())
        .containsExactly(".create_dump.toml is not read; rename it to create_dump.toml.");
  }
}

package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said to somebody who mistypes, and with which exit code.
class UsageTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dif                              | Did you mean diff?
          frobnicate                       | `create-dump --help` lists them.
          --frob                           | unknown option --frob
          diff --formt md                  | did you mean --format?
          diff extra                       | Unmatched argument at index 0: 'extra'
          diff --context                   | parameter for option '--context'
          diff --context ful               | did you mean "full"? (allowed: "hunks" or "full")
          diff --format docx               | "docx" (allowed: "md", "json", "html", "patch" or "sarif")
          diff -q -v                       | --quiet and --verbose exclude each other
          diff --fail-on secret            | did you mean "secrets"?
          diff --upload nowhere://x        | no store for nowhere:; known schemes:
          diff --upload file://u:p@h/x     | holds a user name or password
          config                           | One of show, explain, diff, validate, schema, init.
          config shw                       | did you mean show?
          completion tcsh                  | expected one of [bash, zsh, fish]
          post-pr --file a.md              | Missing required option: '--pr-url=URL'
          """)
  void usageIsExitCode2AndSaysWhatWasMeant(String line, String said) {
    Sample.clean(temporary);
    String[] words = (line.startsWith("diff") ? line + " --repo " + temporary : line).split(" ");
    var result = Invocation.in().run((Object[]) words);
    assertThat(result.err()).startsWith("error: ").contains(said);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void anAtSignNamesNoFileOfArguments() throws IOException {
    Path file = Files.writeString(temporary.resolve("arguments"), "--no-scan-secrets\n");
    Sample.create(temporary.resolve("repo"), "x");
    var result =
        Invocation.in()
            .run(
                "diff",
                "--repo",
                temporary.resolve("repo"),
                "--base",
                "main",
                "--head",
                "feature",
                "--out",
                temporary.resolve("out"),
                "--title",
                "@" + file);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).startsWith("@" + file).contains("aws-access-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "gs://", "az://", "file:///a b", "file:///%zz", "file://", "::"})
  void anAddressThatIsNoneIsUsage(String uri) {
    Sample.clean(temporary);
    var result = Invocation.in().run("diff", "--repo", temporary, "--upload", uri);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("error: ").doesNotContain("bug");
  }

  @Test
  void nothingAsksForHelpAndIsUsage() {
    var result = Invocation.in().run();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("Usage: create-dump COMMAND");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aPasswordInAUriIsNotRepeated() {
    var result = Invocation.in().run("diff", "--upload", "s3://me:hunter2@bucket/x");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).doesNotContain("hunter2");
  }

  @Test
  void everythingWrongWithAConfigurationIsToldAtOnce() throws IOException {
    Sample.clean(temporary);
    Files.writeString(
        temporary.resolve("create-dump.toml"),
        """
        [output]
        formts = ["md"]
        context = "ful"
        [scan]
        fail_on = 3
        """);
    var result = Invocation.in().run("diff", "--repo", temporary, "--dry-run");
    assertThat(result.code()).isEqualTo(11);
    assertThat(result.err())
        .contains("the configuration has 3 problems:")
        .contains("create-dump.toml:2:1: output.formts is unknown; did you mean output.formats?")
        .contains("create-dump.toml:3:1: output.context is \"ful\"; did you mean \"full\"?")
        .contains("create-dump.toml:5:1: scan.fail_on is an integer");
    var validated = Invocation.in().run("config", "validate", "--repo", temporary);
    assertThat(validated.code()).isEqualTo(11);
    assertThat(validated.lines()).hasSize(3).allMatch(l -> l.startsWith("create-dump.toml:"));
  }

  @Test
  void hostileWordsDoNotSteerTheTerminal() {
    for (String word : new String[] {"\u001b[31mx", "a\n::error::b", "x##[group]y", "\u202ezyx"}) {
      for (String[] line :
          new String[][] {
            {word},
            {"--" + word},
            {"diff", word},
            {"diff", "--" + word},
            {"diff", "--base", word, "--repo", temporary.toString()},
            {"diff", "--repo", word},
            {"post-pr", "--file", word, "--pr-url", "https://github.com/o/r/pull/1"},
            {"completion", word}
          }) {
        var result = Invocation.in().run((Object[]) line);
        assertThat(result.code()).as(String.join(" ", line)).isNotZero().isNotEqualTo(1);
        TerminalSafety.check(result.err());
      }
    }
  }

  @Test
  void theConfigurationIsFoundFromAnywhereInTheWorkTree() throws Exception {
    Path root = temporary.resolve("work");
    RepoBuilder repo = RepoBuilder.init(root);
    repo.commit("main", "start", edits -> edits.file("a.txt", "one\n"));
    Files.writeString(root.resolve("create-dump.toml"), "[output]\nname = \"chosen\"\n");
    Path inside = Files.createDirectories(root.resolve("deep/down"));

    assertThat(Invocation.in().run("config", "show", "--origin", "--repo", inside).out())
        .contains("output.name = \"chosen\"")
        .contains("create-dump.toml:2");
  }
}

package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Section;
import dev.createdump.engine.policy.Toggle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The help texts, and the page that holds them all.
class HelpTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "reference", "cli.md");

  private static final String REGENERATE =
      "./mvnw -q -pl core/cli -am test -Dtest=HelpTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcreate-dump.regenerate=true";

  /// Options that are no keys: where to look, short forms, how to speak.
  private static final Set<String> NO_KEYS =
      Set.of(
          "--help",
          "--repo",
          "--config",
          "--profile",
          "--upload-s3",
          "--upload-gcs",
          "--upload-azure",
          "--plugins",
          "--policy",
          "--on-violation",
          "--dry-run",
          "--json",
          "--progress",
          "--log-format",
          "--metrics",
          "--timings",
          "--max-memory",
          "--jobs",
          "--quiet",
          "--verbose");

  /// Every command and sub-command, as people type it.
  static List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (Completion completion : Completion.all()) {
      if (!completion.words().isEmpty()) {
        commands.add(completion.words());
      }
    }
    return commands;
  }

  private static String help(String command) {
    var result = Invocation.in().run(command.split(" "), "--help");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsExamplesAndFitsTheScreen(String command) {
    String help = help(command);
    assertThat(help)
        .startsWith("Usage: create-dump " + command)
        .containsPattern("\nExamples?:\n {2}\\S*(source <\\()?create-dump " + command.split(" ")[0])
        .doesNotContain("null")
        .doesNotContain("\u001b");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    assertThat(Invocation.in().run("help", command.split(" ")[0]).code()).isZero();
  }

  @Test
  void theHelpOfAllNamesEveryCommand() {
    String help = Invocation.in().run("--help").out();
    for (Commands.Entry entry : Commands.all()) {
      assertThat(help).contains("\n  " + entry.name()).contains(entry.summary());
    }
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("..", "..", "pom.xml"));
    assertThat(Invocation.in().run("--version").out())
        .isEqualTo("create-dump " + Version.VALUE + "\n");
    assertThat(pom)
        .contains("<artifactId>create-dump-parent</artifactId>\n  <version>" + Version.VALUE + "<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"diff", "ci"})
  void everyKeyWithAFlagIsAnOptionAndEveryOtherOptionIsNoKey(String command) {
    CommandLine parser =
        Parsers.of(command, Commands.find(command).orElseThrow().command().get().spec());
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : parser.getCommandSpec().options()) {
      names.add(option.longestName());
    }
    Set<String> expected = new TreeSet<>(NO_KEYS);
    for (Key<?> key : Keys.ofChanges()) {
      if (key.flag() != null) {
        expected.add(key.flag());
        OptionSpec option = parser.getCommandSpec().findOption(key.flag());
        assertThat(option.description()[0].replace("%%", "%")).startsWith(key.doc());
        assertThat(option.negatable()).isEqualTo(key.type() instanceof Toggle);
      }
    }
    assertThat(names).isEqualTo(expected);
  }

  @Test
  void optionsStandUnderWhatTheyAreAbout() {
    String help = help("diff");
    for (Section section : Keys.SECTIONS) {
      if (Keys.isOfTrees(section.name())
          || Keys.ALL.stream().noneMatch(k -> hasFlagIn(section, k))) {
        continue;
      }
      assertThat(help).contains("\n\n" + section.doc().replaceFirst("\\.$", ":\n"));
    }
    assertThat(help)
        .contains("\n\nWhere it is stored:\n")
        .contains("\n\nRepository and configuration:\n")
        .contains("\n\nHow to speak:\n");
  }

  private static boolean hasFlagIn(Section section, Key<?> key) {
    return key.flag() != null && key.section().equals(section.name());
  }

  @Test
  void theReferencePageIsCurrent() throws IOException {
    String page =
        """
        # Command line

        <!-- Generated from the commands' own description by HelpTest. -->

        Results go to standard output, everything said to people to standard error. The exit codes
        are those of the [README](../../README.md#exit-codes).

        ```text
        $ create-dump --help
        """
            + Invocation.in().run("--help").out()
            + "```\n"
            + commands().stream()
                .map(
                    c ->
                        "\n## "
                            + c
                            + "\n\n```text\n$ create-dump "
                            + c
                            + " --help\n"
                            + help(c)
                            + "```\n")
                .collect(Collectors.joining());
    if (Boolean.getBoolean("create-dump.regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("%s is stale; regenerate it with: %s", PAGE, REGENERATE)
        .exists()
        .content()
        .isEqualTo(page);
  }
}

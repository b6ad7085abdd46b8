package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/// The GitHub Actions: their metadata is current, and says what create-dump takes and gives.
class ActionFilesTest {
  private static final Path ACTIONS = Path.of("..", "..", "github-action");

  private static final String REGENERATE =
      "./mvnw -q -pl core/cli -am test -Dtest=ActionFilesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcreate-dump.regenerate=true";

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "action.yml", ActionFiles.docker(""),
              "collect/action.yml", ActionFiles.docker("collect"),
              "publish/action.yml", ActionFiles.docker("publish"),
              "from-source/action.yml", ActionFiles.fromSource()));

  @TempDir Path work;

  @Test
  void theyAreCurrent() throws IOException {
    for (Map.Entry<String, String> entry : FILES.entrySet()) {
      Path file = ACTIONS.resolve(entry.getKey());
      if (Boolean.getBoolean("create-dump.regenerate")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry.getValue());
      }
      assertThat(file)
          .as("%s is stale; regenerate it with: %s", file, REGENERATE)
          .exists()
          .content()
          .isEqualTo(entry.getValue());
    }
  }

  @Test
  void everyFlagIsAnInputAndEveryInputReachesItsKey() {
    for (String file : FILES.values()) {
      for (Key<?> key : Keys.ofChanges()) {
        if (key.flag() != null) {
          String input = key.flag().substring(2);
          assertThat(file).contains("\n  " + input + ":\n    description: ");
          assertThat(file).contains(key.variable() + ": ${{ inputs." + input + " }}\n");
        }
      }
    }
  }

  /// What only makes sense where somebody types, or what a runner does itself.
  private static final Set<String> NO_INPUTS =
      Set.of(
          "--repo", // the step runs in the checkout
          "--json", // the outputs say it
          "--progress",
          "--quiet",
          "--verbose",
          "--dry-run",
          "--upload-s3", // short forms of --upload
          "--upload-gcs",
          "--upload-azure",
          "--help");

  @Test
  void everyOptionOfTheCommandIsAnInputOrHasAReasonNotToBe() {
    Set<String> inputs = new TreeSet<>(ActionFiles.variables().keySet());
    inputs.remove("token");
    Set<String> options = new TreeSet<>();
    for (OptionSpec option : Parsers.of("ci", new CiCommand().spec()).getCommandSpec().options()) {
      if (!NO_INPUTS.contains(option.longestName())) {
        options.add(option.longestName().substring(2));
      }
    }
    assertThat(inputs).isEqualTo(options);
  }

  @Test
  void noExpressionStandsInAShellOrAnArgument() {
    for (String file : FILES.values()) {
      int script = Math.max(file.indexOf("run: |"), file.indexOf("  args:"));
      assertThat(script).isPositive();
      int end = file.indexOf("  env:", script);
      assertThat(file.substring(script, end < 0 ? file.length() : end)).doesNotContain("${{");
    }
  }

  @Test
  void theOutputsAreThoseThatARunWrites() throws IOException {
    RepoBuilder repo = Sample.clean(work.resolve("repo"));
    Path output = work.resolve("output");
    var result =
        Invocation.in()
            .with("GITHUB_ACTIONS", "true")
            .with("GITHUB_EVENT_NAME", "push")
            .with("GITHUB_OUTPUT", output.toString())
            .with("CREATE_DUMP_BASE", "main")
            .with("CREATE_DUMP_HEAD", "feature")
            .run("ci", "--repo", repo.directory(), "--out", work.resolve("out"));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(RunnerOutputs.parse(Files.readString(output)).keySet())
        .containsExactlyInAnyOrderElementsOf(ActionFiles.OUTPUTS.keySet());
  }
}

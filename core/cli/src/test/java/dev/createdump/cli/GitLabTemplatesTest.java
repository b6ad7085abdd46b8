package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The GitLab CI/CD components: current, complete, and without a script that holds an input.
class GitLabTemplatesTest {
  private static final Path TEMPLATES = Path.of("..", "..", "gitlab-ci", "templates");

  private static final String REGENERATE =
      "./mvnw -q -pl core/cli -am test -Dtest=GitLabTemplatesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcreate-dump.regenerate=true";

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "create-dump.yml", GitLabTemplates.component(""),
              "collect.yml", GitLabTemplates.component("collect"),
              "publish.yml", GitLabTemplates.component("publish")));

  @Test
  void theyAreCurrent() throws IOException {
    for (Map.Entry<String, String> entry : FILES.entrySet()) {
      Path file = TEMPLATES.resolve(entry.getKey());
      if (Boolean.getBoolean("create-dump.regenerate")) {
        Files.createDirectories(TEMPLATES);
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
          assertThat(file).contains("\n    " + input + ":\n      type: string\n");
          assertThat(file)
              .contains(
                  "    "
                      + key.variable()
                      + ":\n      value: \"$[[ inputs."
                      + input
                      + " ]]\"\n      expand: false\n");
        }
      }
    }
  }

  @Test
  void noInputStandsInAScript() {
    for (String file : FILES.values()) {
      int script = file.indexOf("\n  script:\n");
      assertThat(script).isPositive();
      assertThat(file.substring(script, file.indexOf("\n  artifacts:\n", script)))
          .doesNotContain("$[[")
          .contains("- create-dump ci");
    }
  }
}

package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The policies that are ready to be taken do what they say.
class ReadyPoliciesTest {
  private static final Path POLICIES = Path.of("..", "..", "docs", "policies");

  @TempDir Path directory;

  private Project under(String name, Facts facts) throws IOException {
    String text = Files.readString(POLICIES.resolve(name));
    return new Project(directory).central(Policies.central(facts, OnViolation.UNSAID, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"starter.toml", "regulated.toml", "open-source.toml"})
  void aProjectThatSaysNothingRunsUnderThem(String name) throws Exception {
    Settings settings = under(name, Facts.NONE).load().settings();
    assertThat(settings.scan().secrets()).isTrue();
    assertThat(QuickToml.parse(Files.readString(POLICIES.resolve(name))))
        .as("read without the large parser")
        .isNotNull();
  }

  @Test
  void regulatedStoresUnderLockAndNowhereElse() throws Exception {
    Resolved resolved = under("regulated.toml", Facts.NONE).load();
    assertThat(ConfigShow.text(resolved, false))
        .contains("s3://evidence-locked/dumps", "retention.days = 2555");
    assertThat(
            under("regulated.toml", Facts.NONE)
                .flag("upload", "--upload", "file:///tmp")
                .flag("source.base", "--base", "HEAD")
                .flag("select.exclude", "--exclude", "**")
                .problems())
        .hasSize(3);
  }

  @Test
  void openSourceStoresNothingForStrangers() throws Exception {
    Facts fork = new Facts("o/r", "main", "pull_request", true);
    Facts own = new Facts("o/r", "topic", "pull_request", false);
    Project project = under("open-source.toml", fork).flag("upload", "--upload", "file:///tmp");
    assertThat(project.problems()).hasSize(1);
    project = under("open-source.toml", own).flag("upload", "--upload", "file:///tmp");
    assertThat(project.load().settings().scan().failOn()).isEqualTo(Settings.FailOn.NEVER);
    assertThat(failOn(fork)).isEqualTo(Settings.FailOn.SECRETS);
  }

  private Settings.FailOn failOn(Facts facts) throws IOException, Failure {
    return under("open-source.toml", facts).load().settings().scan().failOn();
  }
}

package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigInitTest {
  @TempDir Path directory;

  @Test
  void isTheDefaultsAsItStands() throws Failure {
    Resolved resolved = new Project(directory).own(ConfigInit.text()).load();
    assertThat(resolved.settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void isEveryDefaultOnceUncommented() throws Failure {
    String text =
        Pattern.compile("^#(?! |$)", Pattern.MULTILINE).matcher(ConfigInit.text()).replaceAll("");
    Resolved resolved = new Project(directory).own(text).load();
    assertThat(resolved.settings()).isEqualTo(Settings.defaults());
    assertThat(resolved.values())
        .filteredOn(value -> !(value.key().type() instanceof Tables))
        .allMatch(value -> value.origin() instanceof Origin.InFile);
  }

  @Test
  void itsExamplesWork() throws Failure {
    String examples =
        Pattern.compile("^#     ", Pattern.MULTILINE).matcher(ConfigInit.text()).replaceAll("");
    Settings settings = new Project(directory).own(examples).profile("ci").load().settings();
    assertThat(settings.uploads())
        .extracting(UploadSettings::uri)
        .containsExactly("s3://bucket/prefix");
    assertThat(settings.scan().failOn()).isEqualTo(Settings.FailOn.SECRETS);
  }

  @Test
  void fitsAScreen() {
    assertThat(ConfigInit.text().lines()).allMatch(line -> line.length() <= 100);
  }
}

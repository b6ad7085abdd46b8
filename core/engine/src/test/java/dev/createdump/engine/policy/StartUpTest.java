package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run without a configuration file does not pay for TOML.
class StartUpTest {
  @TempDir Path directory;

  /// Runs in a JVM of its own: whatever it loads, loading the configuration loaded.
  static final class LoadOnce {
    private LoadOnce() {}

    public static void main(String[] args) throws Failure {
      Project project = new Project(Path.of(args[0]));
      project.env("CREATE_DUMP_BASE", "main").flag("output.formats", "--format", "md");
      if (!project.load().settings().source().base().equals("main")) {
        throw new AssertionError("not resolved");
      }
    }
  }

  private String classesLoaded() throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-verbose:class",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LoadOnce.class.getName(),
                    directory.toString()))
            .redirectErrorStream(true)
            .start();
    String log = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor()).as(log).isZero();
    assertThat(log).contains("dev.createdump.engine.policy.Resolved");
    return log;
  }

  @Test
  void withoutAFileNoParserIsLoaded() throws Exception {
    new Project(directory).file("pyproject.toml", "[project]\nname = \"x\"\n");
    assertThat(classesLoaded())
        .doesNotContain("org.tomlj", "antlr", "com.fasterxml", "java.util.regex.Pattern$Start");
  }

  @Test
  void withAFileAsPeopleWriteItNeitherIsIt() throws Exception {
    new Project(directory).own("[scan]\nfail_on = \"secrets\"  # always\n");
    assertThat(classesLoaded()).contains("QuickToml").doesNotContain("org.tomlj", "antlr");
  }

  @Test
  void withAnUnusualFileItIs() throws Exception {
    new Project(directory).own("report.title = \"\"\"x\"\"\"\n");
    assertThat(classesLoaded()).contains("org.tomlj");
  }
}

package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTomlTest {
  @TempDir Path directory;

  private static final String VALID =
      """
      # A file with everything in it.
      [output]
      dir = "out" # why
      formats = ["md", 'json',
        "diff"]
      max_file_size = "2MiB"
      [select]
      exclude = ["*.min.js", "vendor/**"]
      [scan]
      secrets = true
      todo_tags = ["TODO"]
      [[upload]]
      uri = \"""s3://bucket/prefix\"""
      [[upload]]
      uri = "file:///srv"
      [profile.ci.scan]
      fail_on = "secrets"
      [profile."night-ly"]
      source = { base = "main", rename_limit = 1_000 }
      """;

  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "[[",
          "]]",
          "{",
          "}",
          "=",
          ".",
          ",",
          "\"",
          "\"\"\"",
          "'",
          "'''",
          "#",
          "\n",
          "\r",
          "\\",
          "\\u",
          "\\UFFFFFFFF",
          "\u0000",
          "\ud83d\ude00",
          "\u202e",
          "1e",
          "0x",
          "inf",
          "1979-13-99T25:61:61Z",
          "99999999999999999999",
          "true",
          "profile",
          "upload",
          "uri",
          "tool",
          "create-dump",
          "output",
          "[a.b.c]",
          "a.b.c = 1\n",
          "= =",
          "\t",
          "\ufeff");

  private static String nested(String open, String close) {
    return "output.name = " + open.repeat(100_000) + close.repeat(100_000);
  }

  static List<String> bombs() {
    return List.of(
        nested("[", "]"),
        nested("[", ""),
        nested("{a=", "}"),
        nested("[{a=", "}]"),
        nested("{a=", ""),
        "[" + "a.".repeat(100_000) + "b]\n",
        "a.".repeat(100_000) + "b = 1\n",
        "k".repeat(1_000_000) + " = 1\n",
        "\"" + "\\u0041".repeat(170_000) + "\" = 1\n",
        "[[upload]]\n".repeat(20_000),
        "[[upload]]\nurl=1\n".repeat(20_000),
        "a = 1\n".repeat(20_000),
        "=\n".repeat(50_000),
        "a = [" + "1,".repeat(100_000) + "]",
        "[profile." + "p".repeat(100_000) + "]\n",
        "output.name = 1" + "0".repeat(1_000_000),
        "\u0000".repeat(1_000_000));
  }

  static String name(String text) {
    return text.substring(0, Math.min(20, text.length()));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void isBoundedInDepthAndTime(String bomb) {
    Project project = new Project(directory).own(bomb);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatCode(project::load)
                .isInstanceOf(Failure.Policy.class)
                .extracting(failure -> String.valueOf(failure.getMessage()).length())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
                .isLessThan(20_000));
  }

  @Test
  void manyUnknownKeysStayQuick() {
    StringBuilder toml = new StringBuilder();
    for (int i = 0; toml.length() < 300_000; i++) {
      toml.append("unknown_key_").append(i).append("=1\n");
    }
    Project project = new Project(directory).own(toml.toString());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertThatCode(project::load).isInstanceOf(Failure.Policy.class));
  }

  @Test
  void theValidFileIsValid() throws Failure {
    assertThat(new Project(directory).own(VALID).profile("ci").load().notes()).isEmpty();
  }

  @Test
  void mutationsFailCleanlyOrLoad() {
    mutate(1, 2_000);
  }

  @Test
  @Tag("long")
  void manyMoreMutationsFailCleanlyOrLoad() {
    for (int seed = 2; seed < 12; seed++) {
      mutate(seed, 10_000);
    }
  }

  private void mutate(long seed, int times) {
    String[] names = {"create-dump.toml", "pyproject.toml", "create_dump.toml"};
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < times; i++) {
      StringBuilder toml = new StringBuilder(VALID);
      for (int edit = random.nextInt(1, 6); edit > 0; edit--) {
        edit(toml, random);
      }
      int style = random.nextInt(names.length);
      String text = style == 0 ? toml.toString() : "[tool.create-dump]\n" + toml;
      Project project = new Project(directory);
      String where = "seed " + seed + ", round " + i + ", " + names[style];
      checkOne(
          project.file("x-" + names[style], text), directory.resolve("x-" + names[style]), where);
    }
  }

  /// Whatever loads must also show as TOML that means the same.
  private void checkOne(Project project, Path file, String where) {
    try {
      Resolved resolved = project.config(file).load();
      String shown = ConfigShow.text(resolved, true);
      Path again = directory.resolve("again");
      again.toFile().mkdir();
      assertThat(new Project(again).own(shown).load().settings())
          .as(where)
          .isEqualTo(resolved.settings());
    } catch (Failure.Policy expected) {
      assertThat(expected).as(where).hasMessageContaining("toml");
    } catch (Failure | RuntimeException | StackOverflowError other) {
      throw new AssertionError(where, other);
    }
  }

  private static void edit(StringBuilder toml, SplittableRandom random) {
    int at = random.nextInt(toml.length() + 1);
    int to = Math.min(toml.length(), at + random.nextInt(12));
    switch (random.nextInt(4)) {
      case 0 -> toml.delete(at, to);
      case 1 -> toml.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 2 -> toml.insert(random.nextInt(toml.length() + 1), toml.substring(at, to));
      default -> {
        if (at < toml.length()) {
          toml.setCharAt(at, (char) random.nextInt(1, 0x300));
        }
      }
    }
  }
}

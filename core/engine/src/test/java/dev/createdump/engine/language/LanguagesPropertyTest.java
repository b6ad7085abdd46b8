package dev.createdump.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the name and the bytes, there is an answer, it is of the table, and it stays the same.
class LanguagesPropertyTest {
  private static final byte[] NOTHING = {};
  private static final List<String> PARTS =
      List.of(
          ".h",
          ".",
          "..",
          "/",
          "\\",
          "\n",
          "\t",
          "\u0000",
          "\u202e",
          "é",
          "İ",
          "日本",
          "\ud800",
          "Makefile",
          ".d.ts",
          ".py",
          "#",
          "node\tJavaScript",
          "=",
          "~",
          "-",
          " ",
          "Dockerfile",
          ".tar.gz",
          ".H",
          ".env",
          "a",
          "\u007f",
          "\uffff");
  private static final List<String> LINES =
      List.of(
          "#!/usr/bin/env ",
          "-S",
          "python3",
          "\n",
          "\r\n",
          "-*-",
          " mode: ",
          "c++",
          ";",
          "vim:",
          "vi:",
          " ft=",
          "sh",
          "<?xml",
          "@interface",
          "class ",
          "\u0000",
          "ÿ",
          "#!",
          "=",
          " ");

  private final Languages languages = Languages.load();

  @Test
  void answersAreOfTheTableAndRepeatable() {
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String path = some(random, PARTS);
      byte[] head = some(random, LINES).getBytes(StandardCharsets.UTF_8);
      String answer = languages.classify(path, head);
      assertThat(answer.isEmpty() || languages.kind(answer).isPresent())
          .as("seed " + seed)
          .isTrue();
      assertThat(languages.classify(path, head)).as("seed " + seed).isEqualTo(answer);
      if (!languages.needsContent(path)) {
        assertThat(languages.classify(path, NOTHING)).as("seed " + seed).isEqualTo(answer);
      }
    }
  }

  @Test
  void directoriesDoNotMatter() {
    for (long seed = 0; seed < 5_000; seed++) {
      String path = some(new SplittableRandom(seed), PARTS);
      assertThat(languages.classify("a.py/Makefile/" + path, NOTHING))
          .as("seed " + seed)
          .isEqualTo(languages.classify(path, NOTHING));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        ".",
        "..",
        "...",
        "a/",
        "a\nb",
        "\t",
        "node\tJavaScript",
        ".eslintrc\tYAML",
        "a.",
        "\u0000",
        "=",
        "é",
        "\ud83d\ude00",
        "\\",
        "a.\u0130",
        "x.h\u0000",
        "x.h\n",
      })
  void hostileNamesAreNoLanguage(String path) {
    assertThat(languages.classify(path, NOTHING)).isEmpty();
  }

  @Test
  void endlessNamesAndLinesCostLittle() {
    String dots = ".".repeat(1 << 20);
    byte[] marks = ("-*- ".repeat(50_000) + "#!".repeat(50_000)).getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 100; i++) {
            assertThat(languages.classify(dots, marks)).isEmpty();
            assertThat(languages.classify(dots + "/" + dots + "h.h", marks)).isEqualTo("C");
          }
        });
  }

  @Test
  void bytesBehindTheHeadDoNotMatter() {
    byte[] head =
        ("\n".repeat(Languages.HEAD_BYTES) + "namespace a {").getBytes(StandardCharsets.UTF_8);
    assertThat(languages.classify("x.h", head)).isEqualTo("C");
  }

  @Test
  void localesDoNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(languages.classify("X.INI", NOTHING)).isEqualTo("INI");
      assertThat(languages.classify("t", "// -*- INI -*-".getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("INI");
      assertThat(LanguageKind.of("programming")).isEqualTo(LanguageKind.PROGRAMMING);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String some(SplittableRandom random, List<String> parts) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }
}

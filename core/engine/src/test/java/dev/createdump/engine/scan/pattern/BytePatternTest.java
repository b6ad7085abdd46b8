package dev.createdump.engine.scan.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BytePatternTest {

  /// The JDK's engine backtracks, but agrees on what the leftmost-first match is.
  @Test
  void agreesWithTheJdkOnRandomPatternsAndTexts() {
    long seed = 7_301;
    SplittableRandom random = new SplittableRandom(seed);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String expression = expression(random, 3);
      if (random.nextInt(3) == 0) {
        expression += "(" + expression(random, 2) + ")" + expression(random, 2);
      }
      String text = text(random);
      int at = random.nextInt(text.length() + 1);
      Matcher oracle = Pattern.compile(expression).matcher(text);
      oracle.region(at, text.length());
      oracle.useTransparentBounds(true).useAnchoringBounds(true);
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      PatternMatcher matcher = BytePattern.compile(expression).matcher();

      boolean expected = oracle.lookingAt();
      String about = "seed %d, pattern %s on %s at %d".formatted(seed, expression, text, at);
      assertThat(matcher.lookingAt(bytes, at, 0, bytes.length)).as(about).isEqualTo(expected);
      int group = oracle.groupCount();
      if (expected && (group == 0 || oracle.start(1) < oracle.end(1))) {
        assertThat(matcher.start()).as(about).isEqualTo(oracle.start(group));
        assertThat(matcher.end()).as(about).isEqualTo(oracle.end(group));
        matched++;
      }
    }
    assertThat(matched).isGreaterThan(3_000);
  }

  private static String expression(SplittableRandom random, int depth) {
    StringBuilder out = new StringBuilder();
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      String atom = atom(random, depth);
      boolean assertion = atom.equals("\\b") || atom.equals("\\B");
      out.append(atom).append(assertion ? "" : repetition(random));
    }
    return out.toString();
  }

  private static String atom(SplittableRandom random, int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      // Engines differ on loops over nothing, so that each alternative takes at least one byte.
      String second = random.nextBoolean() ? "|b" + expression(random, depth - 1) : "";
      return "(?:" + pick(random, "a", "[^b]") + expression(random, depth - 1) + second + ")";
    }
    return pick(
        random, "a", "b", "c", "[ab]", "[^a]", "[a-c]", ".", "\\d", "\\w", "\\s", "\\b", "\\B");
  }

  private static String repetition(SplittableRandom random) {
    return pick(random, "", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "*?", "+?", "{1,}");
  }

  private static String text(SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      out.append("abcab 1-\n".charAt(random.nextInt(9)));
    }
    return out.toString();
  }

  private static String pick(SplittableRandom random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  @Test
  void takesTimeLinearInTheTextWhereBacktrackingExplodes() {
    for (String expression : List.of("(?:a*)*b", "(?:a|a)*b", "(?:a?){30}a{30}b", "(?:.*){9}b")) {
      PatternMatcher matcher = BytePattern.compile(expression).matcher();
      byte[] text = "a".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
      assertThat(matcher.lookingAt(text, 0, 0, text.length)).isFalse();
      assertThat(matcher.steps()).as(expression).isLessThan(200L * text.length);
    }
  }

  @Test
  void foldsCaseWhereAsked() {
    PatternMatcher matcher = BytePattern.compile("(?i)Key[a-c]").matcher();
    byte[] text = "kEYB".getBytes(StandardCharsets.US_ASCII);
    assertThat(matcher.lookingAt(text, 0, 0, 4)).isTrue();
    assertThat(matcher.end()).isEqualTo(4);
  }

  @Test
  void negatedClassesTakeBytesBeyondAscii() {
    PatternMatcher matcher = BytePattern.compile("[^x]+").matcher();
    byte[] text = {(byte) 0xC3, (byte) 0xA9, 0, (byte) 0xFF, 'x'};
    assertThat(matcher.lookingAt(text, 0, 0, 5)).isTrue();
    assertThat(matcher.end()).isEqualTo(4);
  }

  @Test
  void saysWhenMoreTextMightHaveMatched() {
    PatternMatcher matcher = BytePattern.compile("ab[0-9]{4}").matcher();
    assertThat(matcher.lookingAt("ab12".getBytes(StandardCharsets.US_ASCII), 0, 0, 4)).isFalse();
    assertThat(matcher.reachedEnd()).isTrue();
    assertThat(matcher.lookingAt("ab1x".getBytes(StandardCharsets.US_ASCII), 0, 0, 4)).isFalse();
    assertThat(matcher.reachedEnd()).isFalse();
  }

  @Test
  void agreesWithTheJdkOnSearching() {
    long seed = 7_302;
    SplittableRandom random = new SplittableRandom(seed);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String expression = "(" + expression(random, 2) + ")" + expression(random, 2);
      String text = text(random);
      Matcher oracle = Pattern.compile(expression).matcher(text);
      PatternMatcher matcher = BytePattern.compile(expression, 1).matcher();
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      String about = "seed %d, pattern %s on %s".formatted(seed, expression, text);
      boolean expected = oracle.find();
      assertThat(matcher.find(bytes, 0, 0, bytes.length)).as(about).isEqualTo(expected);
      if (expected) {
        assertThat(matcher.matchStart()).as(about).isEqualTo(oracle.start());
        assertThat(matcher.matchEnd()).as(about).isEqualTo(oracle.end());
        if (oracle.start(1) < oracle.end(1)) {
          assertThat(matcher.start()).as(about).isEqualTo(oracle.start(1));
          assertThat(matcher.end()).as(about).isEqualTo(oracle.end(1));
          matched++;
        }
      }
    }
    assertThat(matched).isGreaterThan(3_000);
  }

  @Test
  void readsTheSyntaxThatRulesOfOthersUse() {
    assertThat(found("(?i:k)ey=(?P<secret>[[:alnum:]]{3})", 0, "x Key=a1B")).isEqualTo("a1B");
    assertThat(found("(a)?(b+)", 0, "bb")).isEqualTo("bb");
    assertThat(found("(a)(b)(c)", 2, "abc")).isEqualTo("b");
    assertThat(found("(?im)^x=(.)$", 0, "y\nX=1\nz")).isEqualTo("1");
    assertThat(found("a(?s).b(?-s).", 0, "a\nbc")).isEqualTo("a\nbc");
    assertThat(found("\\Qa.b\\E+", 0, "xa.bbb")).isEqualTo("a.bbb");
    assertThat(found("{{x}}{,2}", 0, "{{x}}{,2}")).isEqualTo("{{x}}{,2}");
    assertThat(found("[^[:space:]é]+é", 0, " aé")).isEqualTo("aé");
    assertThat(found("\\x{41}\\x42", 0, "AB")).isEqualTo("AB");
    assertThat(found("(?U)a+", 0, "aaa")).isEqualTo("a");
  }

  private static String found(String expression, int group, String text) {
    PatternMatcher matcher = BytePattern.compile(expression, group).matcher();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(matcher.find(bytes, 0, 0, bytes.length)).as(expression).isTrue();
    int length = matcher.end() - matcher.start();
    return new String(bytes, matcher.start(), length, StandardCharsets.UTF_8);
  }

  @Test
  void refusesWhatItCannotMatchLinearlyOrDoesNotKnow() {
    for (String expression :
        List.of(
            "(a)\\1",
            "(?=a)",
            "a**",
            "\\pL",
            "(?<=a)",
            "a{3,1}",
            "a{99999}",
            "[z-a]",
            "(a",
            "a)",
            "[a",
            "*a",
            "\\q",
            "\\x1",
            "(?:(?:a{1000}){1000})",
            "(?:".repeat(200))) {
      assertThatThrownBy(() -> BytePattern.compile(expression))
          .as(expression)
          .isInstanceOf(PatternException.class)
          .hasMessageContaining("of the pattern");
    }
  }

  @Test
  void survivesRandomExpressions() {
    SplittableRandom random = new SplittableRandom(99);
    String alphabet = "ab(?:)[]{}0,1|*+\\^$.-dwx";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder expression = new StringBuilder();
      int length = random.nextInt(14);
      for (int k = 0; k < length; k++) {
        expression.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        PatternMatcher matcher = BytePattern.compile(expression.toString()).matcher();
        matcher.lookingAt("aab0x-".getBytes(StandardCharsets.US_ASCII), 1, 0, 6);
      } catch (PatternException expected) {
        assertThat(expected).hasMessageContaining("pattern");
      }
    }
  }
}

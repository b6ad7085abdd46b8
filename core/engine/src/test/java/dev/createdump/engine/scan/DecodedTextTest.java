package dev.createdump.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodedTextTest {
  private final String token = Template.expand("ghp_{base62:30}{crc32}", new SplittableRandom(5));
  private final String settings =
      "{\"user\": \"me\", \"token\": \"" + token + "\", \"more\": true}";

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void findsIn(String before, String encoded, String after) throws IOException {
    byte[] text = (before + encoded + after).getBytes(StandardCharsets.ISO_8859_1);
    List<Finding> found = new Scanner(RuleSet.standard()).scanText(text);
    assertThat(found).as(encoded).hasSize(1);
    assertThat(found.getFirst().rule()).isEqualTo("github-token");
    assertThat(found.getFirst().value().text()).isEqualTo(token);
    Range range = found.getFirst().ranges().getFirst();
    assertThat(range.start()).isGreaterThanOrEqualTo(before.length());
    assertThat(range.end()).isLessThanOrEqualTo(before.length() + encoded.length());
    assertThat(new Scanner(RuleSet.standard()).scanStream(new ByteArrayInputStream(text)))
        .isEqualTo(found);
  }

  @Test
  void isFoundInBase64AtExactlyItsPlace() throws IOException {
    findsIn("data: ", base64(settings), "\n");
    findsIn(">", base64(settings).replace("=", ""), "");
    findsIn(
        "'",
        Base64.getUrlEncoder().encodeToString(settings.getBytes(StandardCharsets.US_ASCII)),
        "'");
    byte[] text = base64("ab" + token + "c").getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(text)).isEmpty();
    byte[] placed = base64("ab " + token + " c").getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(placed).getFirst().ranges())
        .containsExactly(new Range(4, 4 + 56));
  }

  @Test
  void isFoundInHexadecimal() throws IOException {
    byte[] bytes = settings.getBytes(StandardCharsets.US_ASCII);
    findsIn("0x ", HexFormat.of().formatHex(bytes), ";");
    findsIn("0x ", HexFormat.of().withUpperCase().formatHex(bytes), ";");
  }

  @Test
  void isFoundBehindPercentSignsAndEscapes() throws IOException {
    findsIn("u=", URLEncoder.encode(settings, StandardCharsets.US_ASCII), "\n");
    findsIn("s = ", settings.replace("\"", "\\u0022"), "\n");
    findsIn("s = ", settings.replace("_", "\\x5f"), "\n");
  }

  @Test
  void isFoundInEncodingsOfEncodings() throws IOException {
    findsIn("d=", base64(base64(settings)), "\n");
    findsIn("d=", base64(base64(base64(settings))), "\n");
    findsIn("d=", URLEncoder.encode(base64("a" + settings), StandardCharsets.US_ASCII), "\n");
    byte[] tooDeep = base64(base64(base64(base64(settings)))).getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(tooDeep)).isEmpty();
  }

  @Test
  void assignmentsAreReadInside() {
    byte[] text = base64("[db]\npassword = kR9$vvQ2xx\n").getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(text))
        .extracting(f -> f.value().text())
        .containsExactly("kR9$vvQ2xx");
  }

  /// The ends of lines cut the token anywhere.
  @ParameterizedTest
  @CsvSource({"64, '\n'", "76, '\r\n'", "76, '\n      '", "60, '\n\t'"})
  void isFoundWhereBase64IsWrapped(int columns, String end) throws IOException {
    Scanner scanner = new Scanner(RuleSet.standard());
    for (int before = 0; before < 60; before++) {
      String plain = "x".repeat(before) + " " + settings + "y".repeat(100);
      String wrapped = wrapped(base64(plain), columns, end);
      byte[] text = ("data: |" + end + wrapped + "\n").getBytes(StandardCharsets.US_ASCII);
      List<Finding> found = scanner.scanText(text);
      assertThat(found).as(wrapped).hasSize(1);
      assertThat(found.getFirst().value().text()).isEqualTo(token);
      assertThat(decodedRanges(text, found.getFirst())).contains(token);
      assertThat(scanner.scanStream(new ByteArrayInputStream(text))).isEqualTo(found);
    }
  }

  private static String wrapped(String digits, int columns, String end) {
    StringBuilder lines = new StringBuilder();
    for (int at = 0; at < digits.length(); at += columns) {
      lines.append(digits, at, Math.min(digits.length(), at + columns)).append(end);
    }
    return lines.toString();
  }

  /// What the ranges hold, which take no end of a line and no mark of a patch.
  private static String decodedRanges(byte[] text, Finding finding) {
    StringBuilder digits = new StringBuilder();
    for (Range range : finding.ranges()) {
      int length = (int) range.length();
      digits.append(new String(text, (int) range.start(), length, StandardCharsets.US_ASCII));
    }
    return new String(Base64.getDecoder().decode(digits.toString()), StandardCharsets.US_ASCII);
  }

  @Test
  void isFoundInWrappedLinesOfAPatch() {
    String plain = "x".repeat(40) + " " + settings;
    String added = wrapped(base64(plain), 64, "\n+").replaceFirst("\n\\+$", "\n");
    byte[] patch =
        ("diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1,4 @@\n-x\n+" + added)
            .getBytes(StandardCharsets.US_ASCII);
    List<Finding> found = new Scanner(RuleSet.standard()).scanPatch(patch);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().ranges()).hasSizeGreaterThan(1);
    assertThat(decodedRanges(patch, found.getFirst())).contains(token);
  }

  @Test
  void longRunsTakeTimeInProportion() {
    byte[] text = "QUJD".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(text)).isEmpty();
    byte[] wrapped = ("QUJD".repeat(16) + "\n").repeat(30_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(wrapped)).isEmpty();
  }
}

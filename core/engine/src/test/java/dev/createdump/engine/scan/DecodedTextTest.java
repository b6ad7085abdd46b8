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

  @Test
  void longRunsTakeTimeInProportion() {
    byte[] text = "QUJD".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(new Scanner(RuleSet.standard()).scanText(text)).isEmpty();
  }
}

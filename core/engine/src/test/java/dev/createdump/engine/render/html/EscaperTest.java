package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscaperTest {
  private static final String OVERRIDE = "<u title=\"U+202E RIGHT-TO-LEFT OVERRIDE\">U+202E</u>";

  @Test
  void markupBecomesText() throws IOException {
    assertThat(element("a<b>&\"'\tc")).isEqualTo("a&lt;b&gt;&amp;\"'\tc");
    assertThat(attribute("a<b>&\"'\tc")).isEqualTo("a&lt;b&gt;&amp;&quot;'\tc");
  }

  @Test
  void whatIsHiddenBecomesALabel() throws IOException {
    assertThat(element("x\u202Ey")).isEqualTo("x" + OVERRIDE + "y");
    assertThat(attribute("x\u202Ey\n")).isEqualTo("x[U+202E]y[U+000A]");
    assertThat(bytes("x\u202Ey".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo("x" + OVERRIDE + "y");
  }

  @Test
  void halfACharacterIsShownAndNotWritten() throws IOException {
    assertThat(element("a\uD83Db")).contains(">U+D83D<").doesNotContain("?");
    assertThat(attribute("a\uDE00b")).isEqualTo("a[U+DE00]b");
  }

  @Test
  void bytesThatEncodeNothingAreShown() throws IOException {
    byte[] text = {'a', (byte) 0xFF, (byte) 0xC0, (byte) 0xAF, (byte) 0xED, (byte) 0xA0, 'b'};
    assertThat(bytes(text, StandardCharsets.UTF_8).replaceAll("<[^>]*>", ""))
        .isEqualTo("a\\xFF\\xC0\\xAF\\xED\\xA0b");
    assertThat(bytes(new byte[] {'a', (byte) 0x80}, StandardCharsets.US_ASCII))
        .isEqualTo("a<u title=\"no character\">\\x80</u>");
  }

  @Test
  void otherEncodingsAreRead() throws IOException {
    assertThat(bytes(new byte[] {'c', (byte) 0xE9, '<'}, StandardCharsets.ISO_8859_1))
        .isEqualTo("c\u00E9&lt;");
    Charset shiftJis = Charset.forName("Shift_JIS");
    String japanese = "\u65E5\u672C\u8A9E".repeat(5000);
    assertThat(bytes(japanese.getBytes(shiftJis), shiftJis)).isEqualTo(japanese);
    String pairs = "x\uD83D\uDE00".repeat(5000);
    assertThat(bytes(pairs.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE))
        .isEqualTo(pairs);
  }

  /// The fast path against the plain one, on bytes of which some are text and some are not.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bytesAreReadAsThePlainReaderReadsThem(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      byte[] text = randomText(random);
      assertThat(bytes(text, StandardCharsets.UTF_8)).as("seed " + seed).isEqualTo(plainly(text));
    }
  }

  @Test
  void aTextLargerThanAllBuffersComesOutWhole() throws IOException {
    String line = "if (a < b && c > d) \u00E9 \u202E ".repeat(40_000);
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    assertThat(bytes(text, StandardCharsets.UTF_8))
        .isEqualTo(
            "if (a &lt; b &amp;&amp; c &gt; d) \u00E9 %s ".formatted(OVERRIDE).repeat(40_000));
  }

  private static byte[] randomText(SplittableRandom random) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int pieces = random.nextInt(40);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.writeBytes("plain <text> & \"more\"".getBytes(StandardCharsets.UTF_8));
        case 1 -> text.write(random.nextInt(256));
        case 2 -> text.writeBytes(scalar(random).getBytes(StandardCharsets.UTF_8));
        default -> {
          byte[] cut = scalar(random).getBytes(StandardCharsets.UTF_8);
          text.write(cut, 0, random.nextInt(cut.length + 1));
        }
      }
    }
    return text.toByteArray();
  }

  private static String scalar(SplittableRandom random) {
    int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
    return Character.toString(
        codePoint >= 0xD800 && codePoint < 0xE000 ? codePoint & 0x7FF : codePoint);
  }

  /// One character after another with the JDK's own strict decoder.
  private static String plainly(byte[] text) {
    StringBuilder html = new StringBuilder();
    int i = 0;
    while (i < text.length) {
      int length = 1;
      String character = "";
      while (length <= 4 && i + length <= text.length && character.isEmpty()) {
        character = strictly(text, i, length++);
      }
      if (character.isEmpty()) {
        html.append("<u title=\"no character\">\\x%02X</u>".formatted(text[i] & 0xFF));
        i++;
      } else {
        html.append(plainly(character.codePointAt(0)));
        i += length - 1;
      }
    }
    return html.toString();
  }

  private static String strictly(byte[] text, int from, int length) {
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, length));
      return decoded.toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static String plainly(int codePoint) {
    return switch (codePoint) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      default -> {
        boolean hidden =
            codePoint == '\n' || codePoint == '\r' || HiddenCharacters.isHidden(codePoint);
        String name = Character.getName(codePoint);
        yield hidden
            ? "<u title=\"U+%04X%s\">U+%04X</u>"
                .formatted(codePoint, name == null ? "" : " " + name, codePoint)
            : Character.toString(codePoint);
      }
    };
  }

  private static String element(String text) throws IOException {
    return written(escaper -> escaper.element(text));
  }

  private static String attribute(String text) throws IOException {
    return written(escaper -> escaper.attribute(text));
  }

  private static String bytes(byte[] text, Charset charset) throws IOException {
    return written(escaper -> escaper.element(text, 0, text.length, charset));
  }

  private interface Use {
    void of(Escaper escaper) throws IOException;
  }

  private static String written(Use use) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink = new ByteSink(out);
    use.of(new Escaper(sink));
    sink.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}

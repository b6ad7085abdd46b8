package dev.createdump.engine.render.html;

import dev.createdump.engine.base.Utf8;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The one way for foreign text into the page, as the text of an element or the value of a
/// double-quoted attribute. What would end either is a character reference afterwards; what no one
/// would see is a label. Both hold for every input, well formed or not.
///
/// In an element a label stands in `<u>` with the character's name as its title, so that it cannot
/// be confused with the same letters typed by someone.
final class Escaper {
  /// Bytes that stand for themselves inside an element: printable ASCII without markup, and tab.
  private static final boolean[] PLAIN = plainBytes();

  private final ByteSink sink;
  private final CharBuffer decoded = CharBuffer.allocate(8192);

  Escaper(ByteSink sink) {
    this.sink = sink;
  }

  private static boolean[] plainBytes() {
    boolean[] plain = new boolean[256];
    for (int b = 0x20; b < 0x7F; b++) {
      plain[b] = b != '<' && b != '>' && b != '&';
    }
    plain['\t'] = true;
    return plain;
  }

  /// Text inside an element.
  void element(String text) throws IOException {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      inElement(codePoint);
      i += Character.charCount(codePoint);
    }
  }

  /// Text inside a double-quoted attribute value, or inside `<title>`.
  void attribute(String text) throws IOException {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      inAttribute(codePoint);
      i += Character.charCount(codePoint);
    }
  }

  /// Bytes of one line inside an element, read as UTF-8 where they are, else in the file's own
  /// encoding: a change of encoding has lines of both. What encodes nothing is shown as `\xNN`.
  void element(byte[] text, int from, int to, Charset charset) throws IOException {
    if (charset.equals(StandardCharsets.UTF_8) || Utf8.isValid(text, from, to)) {
      utf8(text, from, to);
    } else {
      foreign(text, from, to, charset);
    }
  }

  /// A label such as `U+000D` that is not text of the repository itself.
  void label(String label, String title) throws IOException {
    sink.put("<u title=\"");
    attribute(title);
    sink.put("\">");
    sink.put(label);
    sink.put("</u>");
  }

  private void inElement(int codePoint) throws IOException {
    if (codePoint < 0x80 && PLAIN[codePoint]) {
      sink.putCodePoint(codePoint);
    } else if (!reference(codePoint)) {
      if (isHidden(codePoint)) {
        label(HiddenCharacters.label(codePoint), name(codePoint));
      } else {
        sink.putCodePoint(codePoint);
      }
    }
  }

  private void inAttribute(int codePoint) throws IOException {
    if (codePoint == '"') {
      sink.put("&quot;");
    } else if (!reference(codePoint)) {
      if (isHidden(codePoint)) {
        sink.put("[");
        sink.put(HiddenCharacters.label(codePoint));
        sink.put("]");
      } else {
        sink.putCodePoint(codePoint);
      }
    }
  }

  private boolean reference(int codePoint) throws IOException {
    switch (codePoint) {
      case '<' -> sink.put("&lt;");
      case '>' -> sink.put("&gt;");
      case '&' -> sink.put("&amp;");
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A line feed or carriage return that arrives here is one inside a name, a title or a line.
  private static boolean isHidden(int codePoint) {
    return codePoint == '\n' || codePoint == '\r' || HiddenCharacters.isHidden(codePoint);
  }

  private static String name(int codePoint) {
    String label = HiddenCharacters.label(codePoint);
    String name = Character.getName(codePoint);
    return name == null ? label : label.concat(" ").concat(name);
  }

  private void utf8(byte[] text, int from, int to) throws IOException {
    int i = from;
    while (i < to) {
      int plain = i;
      // This loop is where the time goes: one look-up a byte, and the run is copied at once.
      while (i < to && PLAIN[text[i] & 0xFF]) {
        i++;
      }
      sink.put(text, plain, i - plain);
      if (i < to) {
        i = text[i] >= 0 ? ascii(text[i], i) : multiByte(text, i, to);
      }
    }
  }

  private int ascii(byte value, int at) throws IOException {
    inElement(value);
    return at + 1;
  }

  private int multiByte(byte[] text, int at, int to) throws IOException {
    int codePoint = Utf8.codePoint(text, at, to);
    if (codePoint < 0) {
      malformed(text[at]);
      return at + 1;
    }
    int length = Utf8.length(codePoint);
    if (HiddenCharacters.isHidden(codePoint)) {
      inElement(codePoint);
    } else {
      sink.put(text, at, length);
    }
    return at + length;
  }

  private void malformed(byte value) throws IOException {
    sink.put("<u title=\"no character\">\\x");
    sink.put(HexFormat.of().withUpperCase().toHexDigits(value));
    sink.put("</u>");
  }

  private void foreign(byte[] text, int from, int to, Charset charset) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(text, from, to - from);
    CoderResult result;
    do {
      result = decoder.decode(in, decoded, true);
      drainDecoded(result.isOverflow());
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          malformed(in.get());
        }
        decoder.reset();
      }
    } while (!result.isUnderflow());
  }

  /// Writes the decoded characters; keeps half a pair back while its other half may still come.
  private void drainDecoded(boolean more) throws IOException {
    decoded.flip();
    int end = decoded.limit();
    int keep = more && end > 0 && Character.isHighSurrogate(decoded.get(end - 1)) ? 1 : 0;
    int i = 0;
    while (i < end - keep) {
      int codePoint = Character.codePointAt(decoded, i);
      inElement(codePoint);
      i += Character.charCount(codePoint);
    }
    decoded.position(end - keep);
    decoded.compact();
  }
}

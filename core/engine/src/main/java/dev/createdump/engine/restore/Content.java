package dev.createdump.engine.restore;

import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.dump.TextForm;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Makes the bytes of a file from the text that a dump shows.
final class Content {
  /// Opens an escape: `⟦U+XXXX⟧`.
  private static final String OPEN = "⟦U+";

  private static final char CLOSE = '⟧';

  private Content() {}

  /// Text in the file's own encoding.
  ///
  /// @param label such as `UTF-8`
  static byte[] encoded(String text, String label) throws MalformedException {
    TextForm form = TextForm.ofText(label);
    if (form == null) {
      throw new MalformedException("names an encoding that no dump has: " + label);
    }
    try {
      ByteBuffer bytes = form.charset().newEncoder().encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      throw new MalformedException("holds text that is none in " + label);
    }
  }

  /// Text from the bytes of the dump.
  static String decoded(byte[] utf8, int from, int to) throws MalformedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("holds text that is no UTF-8");
    }
  }

  /// Text whose escapes are resolved.
  static String unescaped(String text) throws MalformedException {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      int close = text.indexOf(CLOSE, open);
      if (close < 0 || close > open + OPEN.length() + 6) {
        throw new MalformedException("holds an escape that does not end");
      }
      out.append(text, at, open);
      try {
        out.appendCodePoint(Integer.parseInt(text, open + OPEN.length(), close, 16));
      } catch (IllegalArgumentException e) {
        throw new MalformedException("holds an escape of no character");
      }
      at = close + 1;
    }
    return out.append(text, at, text.length()).toString();
  }
}

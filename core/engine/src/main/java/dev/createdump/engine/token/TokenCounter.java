package dev.createdump.engine.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/// Counts tokens as byte pair encoding cuts text into them. Several threads may count.
///
/// A text is handed over in pieces, as one long word takes memory and time that grow faster than
/// it: they end where the encodings themselves always end a token (between a line feed and what is
/// neither white space nor a slash), or else after {@link #LONGEST} characters, which may count one
/// token more than there is.
public final class TokenCounter {
  /// Of a piece, in characters.
  private static final int LONGEST = 1 << 13;

  private final String name;
  private final Encoding encoding;

  private TokenCounter(String name, Encoding encoding) {
    this.name = name;
    this.encoding = encoding;
  }

  /// Loads an encoding, which takes a moment and some 40 MiB.
  ///
  /// @param name such as `o200k_base`
  public static TokenCounter of(String name) {
    EncodingType type =
        EncodingType.fromName(name)
            .orElseThrow(() -> new IllegalArgumentException("no encoding is called " + name));
    return new TokenCounter(name, Encodings.newLazyEncodingRegistry().getEncoding(type));
  }

  /// The name of the encoding.
  public String name() {
    return name;
  }

  /// How many tokens a text takes; what looks like a special token is text too.
  ///
  /// @param utf8 whatever is none counts as replacement characters
  public int count(byte[] utf8) {
    return count(utf8, 0, utf8.length);
  }

  /// The same of a part of an array.
  public int count(byte[] utf8, int from, int to) {
    String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    int tokens = 0;
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      tokens += encoding.countTokensOrdinary(text.substring(start, end));
      start = end;
    }
    return tokens;
  }

  private static int end(String text, int start) {
    if (text.length() - start <= LONGEST) {
      return text.length();
    }
    for (int i = start + LONGEST; i > start + 1; i--) {
      char next = text.charAt(i);
      if (text.charAt(i - 1) == '\n' && next != '/' && !Character.isWhitespace(next)) {
        return i;
      }
    }
    int end = start + LONGEST;
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }
}

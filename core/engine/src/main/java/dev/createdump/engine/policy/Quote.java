package dev.createdump.engine.policy;

/// Texts of strangers, made fit to print: no control character, escape sequence or hidden
/// direction mark reaches a terminal or a log.
final class Quote {
  /// Enough to recognise a text in a message.
  private static final int SHOWN = 60;

  private Quote() {}

  /// A TOML basic string that means exactly this text.
  static String toml(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  /// The same for a message: cut where it is long.
  static String shown(String text) {
    if (text.length() <= SHOWN) {
      return toml(text);
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return toml(text.substring(0, end)) + "…";
  }

  /// A text that is part of a sentence already, escaped and cut, without quotation marks.
  static String plain(String text, int max) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(max)
        .forEach(c -> out.append(isHarmless(c) ? Character.toString(c) : escape(c)));
    return out.append(text.codePointCount(0, text.length()) > max ? "…" : "").toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append((char) c);
    } else if (isHarmless(c)) {
      out.appendCodePoint(c);
    } else {
      out.append(escape(c));
    }
  }

  private static boolean isHarmless(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static String escape(int c) {
    String digits = Integer.toHexString(c);
    return c > 0xffff
        ? "\\U" + "0".repeat(8 - digits.length()) + digits
        : "\\u" + "0".repeat(4 - digits.length()) + digits;
  }
}

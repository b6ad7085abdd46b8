package dev.createdump.engine.scan;

/// Whether a token can start at a place.
final class Boundary {
  /// How an escape character is written in source text, in strings and by terminals.
  private static final String[] ESCAPES = {
    "\u001b", "^[", "\\e", "\\033", "\\x1b", "\\x1B", "\\u001b", "\\u001B", "\\u{1b}", "\\u{1B}"
  };

  /// No sequence that sets colours is longer.
  private static final int LONGEST_SEQUENCE = 24;

  private Boundary() {}

  /// True unless a letter or digit stands right before, one that is not the end of an escape: as
  /// source text, JSON, URLs and mails write characters, and as terminals write colours.
  static boolean before(byte[] text, int at, int from) {
    return at <= from || !isWord(text[at - 1]) || isEscaped(text, at, from);
  }

  private static boolean isEscaped(byte[] text, int at, int from) {
    byte last = text[at - 1];
    if (at - 2 >= from && text[at - 2] == '\\' && "abefnrtv0".indexOf(last) >= 0) {
      return true;
    }
    if (at - 3 >= from && isHex(last) && isHex(text[at - 2])) {
      byte sign = text[at - 3];
      // Percent-encoding (RFC 3986), quoted-printable (RFC 2045), and a string's \xHH.
      if (sign == '%' || sign == '=' || (sign == 'x' && at - 4 >= from && text[at - 4] == '\\')) {
        return true;
      }
    }
    if (at - 4 >= from && text[at - 4] == '\\' && isOctal(text, at - 3)) {
      return true;
    }
    if (at - 6 >= from && text[at - 6] == '\\' && text[at - 5] == 'u' && isHex(last)) {
      return true;
    }
    return endsColour(text, at, from);
  }

  /// Whether a control sequence (ECMA-48) such as `ESC [ 1 ; 32 m` ends right before.
  private static boolean endsColour(byte[] text, int at, int from) {
    int first = Math.max(from, at - LONGEST_SEQUENCE);
    int i = at - 2;
    while (i >= first && (text[i] == ';' || text[i] == '?' || (text[i] >= '0' && text[i] <= '9'))) {
      i--;
    }
    if (i < first || text[i] != '[') {
      return false;
    }
    for (String escape : ESCAPES) {
      if (endsWith(text, i, from, escape)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(byte[] text, int end, int from, String what) {
    int start = end - what.length();
    if (start < from) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (text[start + i] != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOctal(byte[] text, int at) {
    return text[at] >= '0'
        && text[at] <= '3'
        && text[at + 1] >= '0'
        && text[at + 1] <= '7'
        && text[at + 2] >= '0'
        && text[at + 2] <= '7';
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'F') || (b >= 'a' && b <= 'f');
  }
}

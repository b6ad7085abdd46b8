package dev.createdump.engine.scan;

/// Whether a token can start at a place.
final class Boundary {
  private Boundary() {}

  /// True unless a letter or digit stands right before, one that is not the end of an escape: of a
  /// backslash and one letter, of a percent sign and two digits, or of a backslash, `u` and four
  /// digits, as source text, JSON and URLs have them.
  static boolean before(byte[] text, int at, int from) {
    if (at <= from || !isWord(text[at - 1])) {
      return true;
    }
    byte last = text[at - 1];
    if (at - 2 >= from && text[at - 2] == '\\' && (last == 'n' || last == 'r' || last == 't')) {
      return true;
    }
    if (at - 3 >= from && text[at - 3] == '%' && isHex(text[at - 2]) && isHex(last)) {
      return true;
    }
    return at - 6 >= from && text[at - 6] == '\\' && text[at - 5] == 'u' && isHex(last);
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'F') || (b >= 'a' && b <= 'f');
  }
}

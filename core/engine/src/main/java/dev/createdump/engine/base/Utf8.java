package dev.createdump.engine.base;

/// Tells UTF-8 from other bytes, as RFC 3629 defines it: shortest forms alone, no surrogates,
/// nothing above U+10FFFF.
public final class Utf8 {
  private Utf8() {}

  /// The character at a position, or -1 where no well-formed one starts.
  public static int codePoint(byte[] text, int at, int to) {
    int first = text[at];
    if (first >= 0) {
      return first;
    }
    int length = lengthByFirst(first & 0xFF);
    if (length == 0 || to - at < length) {
      return -1;
    }
    int value = first & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      int next = text[at + i];
      if ((next & 0xC0) != 0x80) {
        return -1;
      }
      value = (value << 6) | (next & 0x3F);
    }
    return isScalar(value) && length(value) == length ? value : -1;
  }

  /// Whether all of a text is well formed.
  public static boolean isValid(byte[] text) {
    return isValid(text, 0, text.length);
  }

  /// Whether a part of a text is well formed.
  public static boolean isValid(byte[] text, int from, int to) {
    int i = from;
    while (true) {
      // Most text is ASCII.
      while (i < to && text[i] >= 0) {
        i++;
      }
      if (i == to) {
        return true;
      }
      int codePoint = codePoint(text, i, to);
      if (codePoint < 0) {
        return false;
      }
      i += length(codePoint);
    }
  }

  /// How many bytes a character takes.
  public static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static int lengthByFirst(int first) {
    if (first < 0xC2) {
      return 0;
    }
    if (first < 0xE0) {
      return 2;
    }
    if (first < 0xF0) {
      return 3;
    }
    return first < 0xF5 ? 4 : 0;
  }

  private static boolean isScalar(int value) {
    return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  }
}

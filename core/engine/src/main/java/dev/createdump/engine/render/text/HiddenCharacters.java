package dev.createdump.engine.render.text;

/// Characters that change what a reader sees without being seen: controls, bidirectional marks
/// (Unicode Standard Annex 9; CVE-2021-42574), zero-width and invisible format characters, fillers
/// that look like nothing, tag characters and variation selectors that can carry hidden data, and
/// code points that stand for no character at all.
///
/// Tab, line feed and carriage return are not among them: what they mean depends on the place, so
/// the caller decides. Neither are U+FE0E and U+FE0F, which choose between the text and the emoji
/// form of the character before them and stand in much ordinary prose.
public final class HiddenCharacters {
  /// Below this, a hidden character is a control or the soft hyphen: the cheap common case.
  private static final int FIRST_BEYOND_LATIN_1 = 0x100;

  /// First and last code point of each hidden range above Latin-1, in ascending order.
  private static final int[] RANGES = {
    0x034F, 0x034F, // combining grapheme joiner
    0x061C, 0x061C, // Arabic letter mark
    0x115F, 0x1160, // Hangul choseong and jungseong fillers
    0x17B4, 0x17B5, // Khmer inherent vowels
    0x180B, 0x180F, // Mongolian variation selectors and vowel separator
    0x200B, 0x200F, // zero-width space and joiners, direction marks
    0x2028, 0x202E, // line and paragraph separators, bidirectional embeddings and overrides
    0x2060, 0x206F, // word joiner, invisible operators, isolates, deprecated format characters
    0x3164, 0x3164, // Hangul filler
    0xD800, 0xDFFF, // surrogates: half a character
    0xFDD0, 0xFDEF, // noncharacters
    0xFE00, 0xFE0D, // variation selectors 1 to 14
    0xFEFF, 0xFEFF, // byte order mark, zero-width no-break space
    0xFFA0, 0xFFA0, // halfwidth Hangul filler
    0xFFF0, 0xFFFB, // reserved, and interlinear annotation
    0x1BCA0, 0x1BCA3, // shorthand format controls
    0x1D173, 0x1D17A, // musical format controls
    0xE0000, 0xE0FFF, // tags, variation selectors supplement
  };

  private HiddenCharacters() {}

  /// Whether a code point must be made visible where people read it.
  public static boolean isHidden(int codePoint) {
    if (codePoint < FIRST_BEYOND_LATIN_1) {
      return isHiddenLatin1(codePoint);
    }
    return isNoncharacterOfPlane(codePoint) || inRanges(codePoint);
  }

  /// `U+` and at least four hexadecimal digits, such as `U+202E`.
  public static String label(int codePoint) {
    String hex = Integer.toHexString(codePoint);
    StringBuilder label = new StringBuilder(8).append("U+");
    for (int i = hex.length(); i < 4; i++) {
      label.append('0');
    }
    for (int i = 0; i < hex.length(); i++) {
      char digit = hex.charAt(i);
      label.append(digit >= 'a' ? (char) (digit - 'a' + 'A') : digit);
    }
    return label.toString();
  }

  /// The text with `⟦U+XXXX⟧` in the place of each hidden character; the text itself where it has
  /// none.
  public static String reveal(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isHidden(c) && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null && isHidden(c)) {
        out.append('⟦').append(label(c)).append('⟧');
      } else if (out != null) {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return out == null ? text : out.toString();
  }

  private static boolean isHiddenLatin1(int codePoint) {
    if (codePoint < 0x20) {
      return codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
    }
    return (codePoint >= 0x7F && codePoint <= 0x9F) || codePoint == 0xAD;
  }

  /// The last two code points of every plane.
  private static boolean isNoncharacterOfPlane(int codePoint) {
    return (codePoint & 0xFFFE) == 0xFFFE;
  }

  private static boolean inRanges(int codePoint) {
    for (int i = 0; i < RANGES.length; i += 2) {
      if (codePoint < RANGES[i]) {
        return false;
      }
      if (codePoint <= RANGES[i + 1]) {
        return true;
      }
    }
    return false;
  }
}

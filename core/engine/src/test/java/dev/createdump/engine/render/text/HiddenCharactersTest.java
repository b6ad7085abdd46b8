package dev.createdump.engine.render.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenCharactersTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F,
        0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
        0x202E, 0x2060, 0x2062, 0x2066, 0x2069, 0x206A, 0x3164, 0xFE00, 0xFEFF, 0xFFA0, 0xFFF9,
        0xFFFB, 0xFFFE, 0xFFFF, 0xFDD0, 0xD800, 0xDFFF, 0x1BCA0, 0x1D173, 0x1FFFE, 0xE0001, 0xE0020,
        0xE007F, 0xE0100, 0xE01EF, 0x10FFFF
      })
  void whatNoOneSeesIsHidden(int codePoint) {
    assertThat(HiddenCharacters.isHidden(codePoint)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        '\t', '\n', '\r', ' ', 'a', '~', 0xA0, 0xE9, 0x5D0, 0x2010, 0x2026, 0x2070, 0x3000, 0x4E2D,
        0xFE0F, 0xFFFD, 0x1F600, 0x10000, 0xE000
      })
  void whatIsSeenOrLeftToTheCallerIsNot(int codePoint) {
    assertThat(HiddenCharacters.isHidden(codePoint)).isFalse();
  }

  @Test
  void everyFormatCharacterOfUnicodeThatHasNoGlyphIsHidden() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (Character.getType(codePoint) == Character.FORMAT && !hasGlyph(codePoint)) {
        assertThat(HiddenCharacters.isHidden(codePoint))
            .as(HiddenCharacters.label(codePoint))
            .isTrue();
      }
    }
  }

  /// Format characters that scripts write with: Arabic number signs and end-of-ayah, Syriac,
  /// Kaithi, and Egyptian joiners.
  private static boolean hasGlyph(int codePoint) {
    return (codePoint >= 0x600 && codePoint <= 0x605)
        || codePoint == 0x6DD
        || codePoint == 0x70F
        || (codePoint >= 0x890 && codePoint <= 0x891)
        || codePoint == 0x8E2
        || codePoint == 0x110BD
        || codePoint == 0x110CD
        || (codePoint >= 0x13430 && codePoint <= 0x1343F);
  }

  @Test
  void labelsHaveAtLeastFourUpperCaseDigits() {
    assertThat(HiddenCharacters.label(0)).isEqualTo("U+0000");
    assertThat(HiddenCharacters.label(0x202E)).isEqualTo("U+202E");
    assertThat(HiddenCharacters.label(0xE007F)).isEqualTo("U+E007F");
  }
}

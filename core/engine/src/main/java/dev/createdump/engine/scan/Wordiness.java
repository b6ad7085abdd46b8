package dev.createdump.engine.scan;

/// Tells names made of words (`oauth2TokenEndpoint`, `X-Request-Id`) from generated values.
///
/// Splits at everything that is no letter and where camel case starts a word; a piece of four or
/// more letters with a vowel and at most three consonants in a row counts as a word. Generated
/// values rarely have such pieces.
final class Wordiness {
  private static final int SHORTEST_WORD = 4;
  private static final int MOST_CONSONANTS = 3;

  /// The share of a value's letters that stand in words from which on it is a name.
  private static final double NAME = 0.7;

  private Wordiness() {}

  static boolean isNames(String value) {
    int letters = 0;
    int inWords = 0;
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean letter = i < value.length() && isLetter(value.charAt(i));
      letters += letter ? 1 : 0;
      boolean border = !letter || (i > start && isHump(value, i));
      if (border) {
        inWords += isWord(value, start, i) ? i - start : 0;
        start = letter ? i : i + 1;
      }
    }
    return letters > 0 && letters * 2 >= value.length() && inWords >= letters * NAME;
  }

  private static boolean isHump(String value, int at) {
    return isUpper(value.charAt(at)) && !isUpper(value.charAt(at - 1));
  }

  private static boolean isWord(String value, int from, int to) {
    if (to - from < SHORTEST_WORD) {
      return false;
    }
    boolean vowel = false;
    int consonants = 0;
    for (int i = from; i < to; i++) {
      boolean isVowel = "aeiouAEIOU".indexOf(value.charAt(i)) >= 0;
      vowel |= isVowel;
      consonants = isVowel ? 0 : consonants + 1;
      if (consonants > MOST_CONSONANTS || (i > from + 1 && isHump(value, i))) {
        return false;
      }
    }
    return vowel;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || isUpper(c);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}

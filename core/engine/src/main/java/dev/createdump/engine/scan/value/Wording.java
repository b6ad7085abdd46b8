package dev.createdump.engine.scan.value;

/// How much of a value reads like words: `oauth2TokenEndpoint`, `X-Request-Id` and `main-db` do,
/// generated values do not.
///
/// @param letters ASCII letters in all
/// @param inWords letters in pieces of three or more that read like a word; pieces end at what is
///     no
///     letter and where camel case starts anew
/// @param pieces how many pieces of letters there are
/// @param longest letters in the longest piece
public record Wording(int letters, int inWords, int pieces, int longest) {
  private static final int SHORTEST_WORD = 3;

  /// The share of letters in words from which on a value is made of them.
  private static final double MOST = 0.6;

  public static Wording of(byte[] text, int from, int to) {
    int letters = 0;
    int inWords = 0;
    int pieces = 0;
    int longest = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      boolean letter = i < to && isLetter(text[i]);
      letters += letter ? 1 : 0;
      if (!letter || (i > start && startsWord(text, i, start, to))) {
        int length = i - start;
        if (length > 0) {
          pieces++;
          longest = Math.max(longest, length);
          inWords += isWord(text, start, i) ? length : 0;
        }
        start = letter ? i : i + 1;
      }
    }
    return new Wording(letters, inWords, pieces, longest);
  }

  /// Whether the letters of a value are mostly words; false where there is no letter.
  public boolean isWords() {
    return letters > 0 && inWords >= letters * MOST;
  }

  private static boolean isWord(byte[] text, int from, int to) {
    return to - from >= SHORTEST_WORD && Letters.areWord(text, from, to);
  }

  /// `aB` starts a word at B, `ABc` at B too, as in `JSONParser`.
  private static boolean startsWord(byte[] text, int at, int start, int to) {
    if (!isUpper(text[at])) {
      return false;
    }
    boolean afterLower = at > start && !isUpper(text[at - 1]);
    boolean beforeLower = at + 1 < to && isLetter(text[at + 1]) && !isUpper(text[at + 1]);
    return afterLower || beforeLower;
  }

  private static boolean isLetter(byte b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  private static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }
}

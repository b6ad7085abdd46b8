package dev.createdump.engine.policy;

import java.util.Collection;
import java.util.Locale;

/// "Did you mean": the nearest known word by optimal string alignment, the Damerau-Levenshtein
/// distance that edits no piece twice.
public final class Suggest {
  /// Nobody mistypes a longer word of ours; bounds the quadratic work on hostile names.
  private static final int MAX_LENGTH = 64;

  private Suggest() {}

  /// The nearest word within two edits (one for short words), or the empty string.
  public static String closest(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return "";
    }
    String wanted = plain(word);
    String best = "";
    int bestDistance = word.length() <= 4 ? 2 : 3;
    for (String candidate : known) {
      int distance = distance(wanted, plain(candidate));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /// The same words written `maxFileSize`, `max-file-size` or `MAX_FILE_SIZE` are equal.
  private static String plain(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}

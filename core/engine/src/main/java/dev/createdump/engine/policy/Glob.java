package dev.createdump.engine.policy;

/// Patterns in which `*` stands for any characters but `/`, and `**` for any characters. Matched in
/// time that grows with the product of both lengths, whatever the pattern.
public final class Glob {
  private Glob() {}

  /// Whether a whole text matches.
  public static boolean matches(String pattern, String text) {
    return matches(pattern, text, true);
  }

  /// The same, with `*` standing for `/` too.
  static boolean matchesAny(String pattern, String text) {
    return matches(pattern, text, false);
  }

  /// `open[j]`: whether the pattern up to here matches the first `j` characters.
  private static boolean matches(String pattern, String text, boolean segments) {
    boolean[] open = new boolean[text.length() + 1];
    open[0] = true;
    for (int i = 0; i < pattern.length(); i++) {
      boolean[] next = new boolean[text.length() + 1];
      if (pattern.charAt(i) == '*') {
        boolean doubled = i + 1 < pattern.length() && pattern.charAt(i + 1) == '*';
        i += doubled ? 1 : 0;
        boolean crosses = doubled || !segments;
        for (int j = 0; j <= text.length(); j++) {
          boolean goesOn = j > 0 && next[j - 1] && (crosses || text.charAt(j - 1) != '/');
          next[j] = open[j] || goesOn;
        }
      } else {
        for (int j = 0; j < text.length(); j++) {
          next[j + 1] = open[j] && text.charAt(j) == pattern.charAt(i);
        }
      }
      open = next;
    }
    return open[text.length()];
  }
}

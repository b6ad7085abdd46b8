package dev.createdump.engine.scan.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Words given as one text, parted by blanks and line ends.
public final class WordList {
  private WordList() {}

  public static Set<String> set(String text) {
    return Set.copyOf(new HashSet<>(list(text)));
  }

  /// The words in the order given.
  public static List<String> list(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) <= ' ') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}

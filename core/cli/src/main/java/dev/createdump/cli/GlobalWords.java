package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of a command line. Options that every command has are taken out before a parser sees
/// them: to describe them to each would cost every start.
final class GlobalWords {
  private final List<String> words;

  GlobalWords(String... words) {
    this.words = new ArrayList<>(List.of(words));
  }

  /// Takes an option out, with its value.
  ///
  /// @return the last value that was given; null for none
  /// @throws Failure.Usage where the value is missing
  @Nullable String take(String name) throws Failure.Usage {
    String value = null;
    for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
      String word = words.get(i);
      if (word.startsWith(name)
          && word.length() > name.length()
          && word.charAt(name.length()) == '=') {
        value = word.substring(name.length() + 1);
        words.remove(i--);
      } else if (word.equals(name)) {
        if (i + 1 == words.size() || words.get(i + 1).isEmpty()) {
          throw new Failure.Usage(name + " needs a value", "`create-dump diff --help` explains.");
        }
        value = words.get(i + 1);
        words.subList(i, i + 2).clear();
        i--;
      }
    }
    return value;
  }

  /// Those that are left.
  String[] left() {
    return words.toArray(new String[0]);
  }
}

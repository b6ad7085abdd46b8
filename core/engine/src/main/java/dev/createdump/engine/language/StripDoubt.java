package dev.createdump.engine.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What in a language's files may hold text that looks like a comment, and is not described by the
/// delimiters of its strings: `doubts.tsv`. It names starts alone, and rather too many.
///
/// @param marks characters that raise doubt where they stand in code
/// @param patterns raise doubt wherever they match
public record StripDoubt(String marks, List<Pattern> patterns) {
  /// Of a language whose delimiters say all.
  public static final StripDoubt NONE = new StripDoubt("", List.of());

  public StripDoubt {
    patterns = List.copyOf(patterns);
  }

  /// Each row: marks, an expression, languages; either of the first two may be empty.
  static Map<String, StripDoubt> read(List<List<String>> rows) {
    Map<String, StripDoubt> table = new HashMap<>();
    for (List<String> row : rows) {
      List<Pattern> patterns =
          row.get(1).isEmpty() ? List.of() : List.of(Pattern.compile(row.get(1)));
      StripDoubt doubt = new StripDoubt(row.get(0), patterns);
      for (String language : row.subList(2, row.size())) {
        table.merge(language, doubt, StripDoubt::and);
      }
    }
    return Map.copyOf(table);
  }

  private StripDoubt and(StripDoubt other) {
    List<Pattern> all = new ArrayList<>(patterns);
    all.addAll(other.patterns);
    return new StripDoubt(marks + other.marks, all);
  }

  boolean marks(char c) {
    return marks.indexOf(c) >= 0;
  }

  boolean isRaisedBy(String text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }
}

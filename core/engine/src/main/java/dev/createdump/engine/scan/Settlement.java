package dev.createdump.engine.scan;

import dev.createdump.engine.scan.Finding.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells moved things from new and gone ones, over all files of a change: what is removed in one
/// place and added in another is still there.
///
/// Equal are secrets of one value, and to-dos of one tag and text but for white space and case.
/// Each removal pairs with one addition, in the same file where there is one; the addition becomes
/// `PRESENT`, the removal goes. For the report only: the redactor needs the findings as found.
public final class Settlement {
  private Settlement() {}

  /// @param rule a to-do's tag; empty for secrets, as another rule may find the same value
  /// elsewhere
  private record Key(String rule, Object value) {
    static Key of(Finding finding) {
      return switch (finding.kind()) {
        case SECRET -> new Key("", finding.value());
        case TODO -> new Key(finding.rule(), normalized(finding.value().text()));
      };
    }

    // Written out, as those of a record are made when they are first used.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && rule.equals(key.rule) && value.equals(key.value);
    }

    @Override
    public int hashCode() {
      return 31 * rule.hashCode() + value.hashCode();
    }

    private static String normalized(String text) {
      return String.join(" ", text.strip().split("\\s+")).toLowerCase(Locale.ROOT);
    }
  }

  /// The findings of each file as the report shows them; files in the order they were given.
  public static List<List<Finding>> settle(List<List<Finding>> byFile) {
    List<List<Finding>> files = new ArrayList<>();
    for (List<Finding> file : byFile) {
      files.add(paired(List.of(file)).getFirst());
    }
    return paired(files);
  }

  private static List<List<Finding>> paired(List<List<Finding>> files) {
    Map<Key, Integer> added = count(files, Change.INTRODUCED);
    Map<Key, Integer> removed = count(files, Change.RESOLVED);
    Map<Key, Integer> additions = new HashMap<>();
    Map<Key, Integer> removals = new HashMap<>();
    for (Map.Entry<Key, Integer> entry : added.entrySet()) {
      int pairs = Math.min(entry.getValue(), removed.getOrDefault(entry.getKey(), 0));
      additions.put(entry.getKey(), pairs);
      removals.put(entry.getKey(), pairs);
    }
    return files.stream().map(file -> apply(file, additions, removals)).toList();
  }

  private static Map<Key, Integer> count(List<List<Finding>> files, Change change) {
    Map<Key, Integer> counts = new HashMap<>();
    for (List<Finding> file : files) {
      for (Finding finding : file) {
        if (finding.change() == change) {
          counts.merge(Key.of(finding), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private static List<Finding> apply(
      List<Finding> file, Map<Key, Integer> additions, Map<Key, Integer> removals) {
    List<Finding> settled = new ArrayList<>();
    for (Finding finding : file) {
      switch (finding.change()) {
        case INTRODUCED ->
            settled.add(take(additions, finding) ? finding.as(Change.PRESENT) : finding);
        case RESOLVED -> {
          if (!take(removals, finding)) {
            settled.add(finding);
          }
        }
        case PRESENT -> settled.add(finding);
      }
    }
    return List.copyOf(settled);
  }

  private static boolean take(Map<Key, Integer> pairs, Finding finding) {
    Key key = Key.of(finding);
    int left = pairs.getOrDefault(key, 0);
    if (left > 0) {
      pairs.put(key, left - 1);
    }
    return left > 0;
  }
}

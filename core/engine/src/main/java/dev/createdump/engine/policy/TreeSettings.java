package dev.createdump.engine.policy;

import java.util.List;

/// How a whole tree is dumped, beside what holds for changes too.
///
/// @param match expressions, one of which a path must match; none for all paths
/// @param contains expressions, one of which a file's content must match; none for all files
/// @param notContains expressions that leave a file out when one matches its content
/// @param languages the languages that are taken; none for all files
/// @param exportIgnore whether what `git archive` leaves out is left out
public record TreeSettings(
    List<String> match,
    List<String> contains,
    List<String> notContains,
    List<String> languages,
    boolean exportIgnore) {
  public TreeSettings {
    match = List.copyOf(match);
    contains = List.copyOf(contains);
    notContains = List.copyOf(notContains);
    languages = List.copyOf(languages);
  }

  static TreeSettings of(Values values) {
    return new TreeSettings(
        values.get(Keys.TREE_MATCH),
        values.get(Keys.TREE_CONTAINS),
        values.get(Keys.TREE_NOT_CONTAINS),
        values.get(Keys.TREE_LANGUAGES),
        values.get(Keys.TREE_EXPORT_IGNORE));
  }
}

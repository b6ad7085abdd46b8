package dev.createdump.engine.source;

/// Tells which texts may be handed to git as revisions and refs: both come from foreign events and
/// variables.
final class RevisionText {
  private RevisionText() {}

  /// Whether a text can name a commit. A control character would end or cut the line on which git
  /// is asked. What needs reflogs, upstreams, an index or paths (`@{...}` and colons in
  /// gitrevisions(7)) names none, as a view without configuration has none of these, and git ends
  /// where they are missing.
  static boolean isPlain(String revision) {
    return !revision.isEmpty()
        && revision.indexOf(':') < 0
        && !revision.contains("@{")
        && !hasControl(revision);
  }

  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a text is one object or one ref to fetch, and not a refspec that writes, forces,
  /// excludes or matches many (git-fetch(1)).
  static boolean isFetchable(String wanted) {
    return isPlain(wanted)
        && wanted.charAt(0) != '-'
        && wanted.chars().noneMatch(c -> " +^~*?[\\".indexOf(c) >= 0);
  }
}

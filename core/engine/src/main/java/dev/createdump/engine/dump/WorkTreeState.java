package dev.createdump.engine.dump;

/// How what is dumped stands to the commit that is checked out.
///
/// @param modified how many paths are not as the commit has them, the added and the gone included
/// @param untracked how many git does not track; -1 where nobody looked for them
public record WorkTreeState(int modified, int untracked) {
  /// Whether all is as the commit has it, as far as anybody looked.
  public boolean isClean() {
    return modified == 0 && untracked <= 0;
  }

  /// For people.
  public String words() {
    if (isClean()) {
      return "clean";
    }
    String changed = modified > 0 ? "modified: " + paths(modified) : "";
    String more = untracked > 0 ? "untracked: " + paths(untracked) : "";
    return changed + (changed.isEmpty() || more.isEmpty() ? "" : ", ") + more;
  }

  private static String paths(int count) {
    return count + (count == 1 ? " path" : " paths");
  }
}

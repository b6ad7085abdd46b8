package dev.createdump.engine.patch;

/// What happened to a path, by the letters of `git diff --raw`.
public enum ChangeStatus {
  ADDED('A', "added"),
  MODIFIED('M', "modified"),
  DELETED('D', "deleted"),
  RENAMED('R', "renamed"),
  COPIED('C', "copied"),
  /// A file became a symbolic link or a submodule, or the other way round.
  TYPE_CHANGED('T', "type changed");

  private final char letter;
  private final String label;

  ChangeStatus(char letter, String label) {
    this.letter = letter;
    this.label = label;
  }

  public char letter() {
    return letter;
  }

  /// The lower-case word for people and for JSON.
  public String label() {
    return label;
  }

  /// The status of a raw entry's letter.
  ///
  /// @throws IllegalArgumentException for any other letter, such as `U` or `X`
  public static ChangeStatus of(char letter) {
    for (ChangeStatus status : values()) {
      if (status.letter == letter) {
        return status;
      }
    }
    throw new IllegalArgumentException("no change has the status " + letter);
  }
}

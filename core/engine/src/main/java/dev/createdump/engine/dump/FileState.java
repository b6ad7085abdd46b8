package dev.createdump.engine.dump;

/// How much of a changed path the dump shows. Every path of the change has exactly one.
public enum FileState {
  /// The whole change is shown.
  INCLUDED("included"),
  /// The whole change is shown but for secrets, whose places are marked.
  REDACTED("redacted"),
  /// git treats the content as binary: the patch carries it, the readable formats name it.
  BINARY("binary"),
  /// Above the size limit: the patch carries it, the readable formats name it.
  TOO_LARGE("too-large"),
  /// Left out by a rule that the reason names.
  EXCLUDED("excluded"),
  /// Text in no known encoding: the patch carries its bytes, the readable formats name it.
  UNDECODABLE("undecodable"),
  /// A submodule's commit changed; the two commits are shown.
  SUBMODULE("submodule"),
  /// A Git LFS pointer: the pointer is shown, the large file itself is not part of the repository.
  LFS_POINTER("lfs-pointer"),
  /// A text that a plugin made of the file is shown in its place.
  PROCESSED("processed");

  private final String label;

  FileState(String label) {
    this.label = label;
  }

  /// The word of the ledger.
  public String label() {
    return label;
  }

  /// Whether its count is told only where there is one: it came after the formats that count paths.
  public boolean isRare() {
    return this == PROCESSED;
  }

  /// Whether the readable formats show this path's hunks.
  public boolean showsText() {
    return switch (this) {
      case INCLUDED, REDACTED, SUBMODULE, LFS_POINTER, PROCESSED -> true;
      case BINARY, TOO_LARGE, EXCLUDED, UNDECODABLE -> false;
    };
  }
}

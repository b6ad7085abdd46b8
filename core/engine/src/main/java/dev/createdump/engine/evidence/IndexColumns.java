package dev.createdump.engine.evidence;

import dev.createdump.engine.dump.FileState;

/// What the lines of the index are called, apart from what reads them: who only writes one needs no
/// more.
public final class IndexColumns {
  /// The name and version of the format.
  public static final String SCHEMA = "create-dump.index/v1";

  private IndexColumns() {}

  /// The column that counts the paths of a state, by a name that no engine has to quote.
  public static String of(FileState state) {
    return switch (state) {
      case BINARY -> "binaryFiles";
      case TOO_LARGE -> "tooLarge";
      case LFS_POINTER -> "lfsPointer";
      case INCLUDED, REDACTED, EXCLUDED, UNDECODABLE, SUBMODULE, PROCESSED -> state.label();
    };
  }
}

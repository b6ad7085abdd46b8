package dev.createdump.engine.restore;

import dev.createdump.engine.source.RepoPath;
import org.jspecify.annotations.Nullable;

/// One path as a dump has it. Nobody vouches for any of it yet.
///
/// @param path from the top of the tree
/// @param mode as git writes it
/// @param state the word of the ledger
/// @param size of its content in bytes
/// @param sha256 of its content; null where the dump does not say
/// @param content its bytes; null where they are not in the dump
record DumpedFile(
    RepoPath path,
    int mode,
    String state,
    long size,
    @Nullable String sha256,
    byte @Nullable [] content) {

  /// The same with content.
  DumpedFile with(byte[] bytes) {
    return new DumpedFile(path, mode, state, size, sha256, bytes);
  }

  /// Whether it stands in the dump as it was.
  boolean isWhole() {
    return content != null && !state.equals("redacted");
  }
}

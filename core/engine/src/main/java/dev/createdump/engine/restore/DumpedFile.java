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
/// @param piece which piece of them this is, from 1
/// @param pieces how many there are
record DumpedFile(
    RepoPath path,
    int mode,
    String state,
    long size,
    @Nullable String sha256,
    byte @Nullable [] content,
    long piece,
    long pieces) {

  /// In one piece.
  DumpedFile(
      RepoPath path,
      int mode,
      String state,
      long size,
      @Nullable String sha256,
      byte @Nullable [] content) {
    this(path, mode, state, size, sha256, content, 1, 1);
  }

  /// The same with all of its content.
  DumpedFile with(byte[] bytes) {
    return new DumpedFile(path, mode, state, size, sha256, bytes);
  }

  /// Whether it stands in the dump as it was.
  boolean isWhole() {
    return content != null && !state.equals("redacted");
  }
}

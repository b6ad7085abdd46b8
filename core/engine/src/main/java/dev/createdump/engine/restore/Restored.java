package dev.createdump.engine.restore;

import dev.createdump.engine.redact.SafeText;
import java.util.List;

/// What came of a rollback.
///
/// @param files how many paths the dump has
/// @param restored how many are as they were
/// @param bytes of what was written
/// @param others the paths that are not
public record Restored(long files, long restored, long bytes, List<Other> others) {
  public Restored {
    others = List.copyOf(others);
  }

  /// A path that is not as it was, or not there.
  ///
  /// @param path as the dump has it
  /// @param state the word of the dump's ledger, or `unsafe`
  /// @param written whether it is there all the same
  public record Other(SafeText path, String state, boolean written, SafeText reason) {}
}

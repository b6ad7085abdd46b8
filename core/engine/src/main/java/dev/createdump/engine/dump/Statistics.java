package dev.createdump.engine.dump;

import dev.createdump.engine.patch.ChangeStatus;
import java.util.List;
import java.util.Map;

/// Counts over the whole change.
///
/// @param files changed paths
/// @param added lines added
/// @param deleted lines removed
/// @param byStatus paths by status; every status is a key
/// @param byState paths by state; every state is a key
/// @param redactedPatches paths whose patch text is not what git wrote, as secrets are hidden in it
/// @param byLanguage per language, most changed lines first, then by name
/// @param byDirectory per directory of at most two levels, most changed lines first, then by name
/// @param largest the paths with the most changed lines, at most ten, as positions in the ledger
public record Statistics(
    int files,
    long added,
    long deleted,
    Map<ChangeStatus, Integer> byStatus,
    Map<FileState, Integer> byState,
    int redactedPatches,
    List<Share> byLanguage,
    List<Share> byDirectory,
    List<Integer> largest) {

  /// What falls to one language or directory.
  public record Share(String name, int files, long added, long deleted) {
    public long changed() {
      return added + deleted;
    }
  }
}

package dev.createdump.engine.manifest;

import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.patch.ChangeStatus;
import java.util.Map;
import java.util.TreeMap;

/// A ledger counted again, entry by entry.
public final class LedgerTally {
  private static final String EXCLUDED = FileState.EXCLUDED.label();

  private final Map<String, Long> byStatus = new TreeMap<>();
  private final Map<String, Long> byState = new TreeMap<>();
  private long files;
  private long added;
  private long deleted;
  private long patchBytes;

  LedgerTally() {
    for (ChangeStatus status : ChangeStatus.values()) {
      byStatus.put(String.valueOf(status.letter()), 0L);
    }
    for (FileState state : FileState.values()) {
      if (!state.isRare()) {
        byState.put(state.label(), 0L);
      }
    }
  }

  void add(JsonObject entry) throws MalformedException {
    entry.text("path");
    count(byStatus, entry.text("status"), "status", entry);
    String state = entry.text("state");
    if (state.equals(FileState.PROCESSED.label())) {
      byState.putIfAbsent(state, 0L);
    }
    count(byState, state, "state", entry);
    files++;
    added = Math.addExact(added, entry.count("added"));
    deleted = Math.addExact(deleted, entry.count("deleted"));
    if (!state.equals(EXCLUDED)) {
      patchBytes = Math.addExact(patchBytes, entry.count("patchBytes"));
    }
  }

  private static void count(Map<String, Long> counts, String word, String what, JsonObject entry)
      throws MalformedException {
    if (counts.computeIfPresent(word, (_, count) -> count + 1) == null) {
      throw new MalformedException("has no known " + what + " at " + entry.path());
    }
  }

  /// The counts as the manifest must state them.
  public SealedManifest.Counts counts() {
    return new SealedManifest.Counts(files, added, deleted, byStatus, byState);
  }

  /// How long the patch must be: the sections of all paths but the excluded ones.
  public long patchBytes() {
    return patchBytes;
  }
}

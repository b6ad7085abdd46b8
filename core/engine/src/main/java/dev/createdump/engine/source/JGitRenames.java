package dev.createdump.engine.source;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/// Turns pairs of a deleted and an added regular file into renames, where JGit finds them at least
/// half alike, as git's default is.
final class JGitRenames {
  private static final int SIMILAR_PERCENT = 50;

  private final ObjectReader reader;
  private final int limit;
  private boolean skipped;

  JGitRenames(ObjectReader reader, int limit) {
    this.reader = reader;
    this.limit = limit;
  }

  /// Whether there were too many files to compare their contents.
  boolean wereSkipped() {
    return skipped;
  }

  /// The changes with renames, in no certain order.
  List<FileChange> find(List<FileChange> changes) throws IOException {
    Map<String, FileChange> added = new TreeMap<>();
    Map<String, FileChange> deleted = new TreeMap<>();
    for (FileChange change : changes) {
      if (change.status() == ChangeStatus.ADDED && isFile(change.newMode())) {
        added.put(key(change.path()), change);
      } else if (change.status() == ChangeStatus.DELETED && isFile(change.oldMode())) {
        deleted.put(key(change.path()), change);
      }
    }
    List<FileChange> renames = renames(added, deleted);
    Set<RepoPath> gone = new HashSet<>();
    renames.forEach(rename -> gone.add(rename.oldPath()));
    renames.forEach(rename -> gone.add(rename.path()));
    List<FileChange> all = new ArrayList<>(renames);
    changes.stream().filter(change -> !gone.contains(change.path())).forEach(all::add);
    return all;
  }

  private List<FileChange> renames(Map<String, FileChange> added, Map<String, FileChange> deleted)
      throws IOException {
    if (added.isEmpty() || deleted.isEmpty()) {
      return List.of();
    }
    RenameDetector detector = new RenameDetector(reader, new Config().get(DiffConfig.KEY));
    detector.setRenameScore(SIMILAR_PERCENT);
    detector.setRenameLimit(limit);
    deleted.values().forEach(change -> detector.add(new Candidate(change)));
    added.values().forEach(change -> detector.add(new Candidate(change)));
    List<FileChange> renames = new ArrayList<>();
    try {
      for (DiffEntry entry : detector.compute(reader, NullProgressMonitor.INSTANCE)) {
        if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
          FileChange to = java.util.Objects.requireNonNull(added.get(entry.getNewPath()));
          FileChange from = java.util.Objects.requireNonNull(deleted.get(entry.getOldPath()));
          renames.add(rename(from, to, entry.getScore()));
        }
      }
    } catch (CanceledException e) {
      throw new IOException(e);
    }
    skipped = detector.isOverRenameLimit();
    return renames;
  }

  private static FileChange rename(FileChange from, FileChange to, int similarity) {
    return new FileChange(
        ChangeStatus.RENAMED,
        similarity,
        from.oldMode(),
        to.newMode(),
        from.oldId(),
        to.newId(),
        from.path(),
        to.path());
  }

  private static boolean isFile(int mode) {
    return FileMode.sameType(mode, FileMode.REGULAR);
  }

  /// One character a byte, as JGit's own paths lose what is no UTF-8.
  private static String key(RepoPath path) {
    return new String(path.bytes(), StandardCharsets.ISO_8859_1);
  }

  /// An added or deleted file as JGit's detector takes it.
  private static final class Candidate extends DiffEntry {
    private Candidate(FileChange change) {
      boolean isAdded = change.status() == ChangeStatus.ADDED;
      String path = key(change.path());
      oldPath = isAdded ? DEV_NULL : path;
      newPath = isAdded ? path : DEV_NULL;
      oldMode = org.eclipse.jgit.lib.FileMode.fromBits(change.oldMode());
      newMode = org.eclipse.jgit.lib.FileMode.fromBits(change.newMode());
      oldId = AbbreviatedObjectId.fromObjectId(ObjectId.fromString(change.oldId().hex()));
      newId = AbbreviatedObjectId.fromObjectId(ObjectId.fromString(change.newId().hex()));
      changeType = isAdded ? ChangeType.ADD : ChangeType.DELETE;
    }
  }
}

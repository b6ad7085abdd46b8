package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// One diff by JGit: entries as `git diff --raw -M` lists them, and a patch text that says the same
/// as git's.
final class JGitDiff implements AutoCloseable {
  private final ObjectReader reader;
  private final int renameLimit;

  JGitDiff(ObjectReader reader, int renameLimit) {
    this.reader = reader;
    this.renameLimit = renameLimit;
  }

  void deliverTo(Git.DiffSink sink, AnyObjectId from, AnyObjectId to) throws IOException, Failure {
    JGitRenames renames = new JGitRenames(reader, renameLimit);
    List<FileChange> changes = renames.find(changes(from, to));
    changes.sort(Comparator.comparing(FileChange::path).thenComparing(FileChange::status));
    if (renames.wereSkipped()) {
      sink.note(DiffRun.renamesSkipped(renameLimit));
    }
    sink.changes(changes);
    SinkStream out = new SinkStream(sink);
    try (JGitPatch patch = new JGitPatch(reader, out)) {
      for (FileChange change : changes) {
        if (Thread.currentThread().isInterrupted()) {
          throw new Failure.Cancelled();
        }
        patch.write(change);
      }
    }
    out.flush();
  }

  private List<FileChange> changes(AnyObjectId from, AnyObjectId to) throws IOException {
    List<FileChange> changes = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader);
        RevWalk commits = new RevWalk(reader)) {
      if (isEmptyTree(from)) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(commits.parseCommit(from).getTree());
      }
      walk.addTree(commits.parseCommit(to).getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        changes.add(change(walk));
      }
    }
    return changes;
  }

  private static boolean isEmptyTree(AnyObjectId id) {
    return RepositoryFormat.isEmptyTree(id.name());
  }

  private static FileChange change(TreeWalk walk) {
    int oldMode = canonical(walk.getRawMode(0));
    int newMode = canonical(walk.getRawMode(1));
    RepoPath path = RepoPath.of(walk.getRawPath());
    return new FileChange(
        status(oldMode, newMode),
        0,
        oldMode,
        newMode,
        new ObjectId(walk.getObjectId(0).name()),
        new ObjectId(walk.getObjectId(1).name()),
        path,
        path);
  }

  /// Modes of old trees, such as 100664, as git shows them.
  private static int canonical(int mode) {
    boolean regular = (mode & 0170000) == 0100000;
    int executable = (mode & 0100) == 0 ? FileMode.REGULAR : FileMode.EXECUTABLE;
    return regular ? executable : mode;
  }

  private static ChangeStatus status(int oldMode, int newMode) {
    if (oldMode == FileMode.ABSENT) {
      return ChangeStatus.ADDED;
    }
    if (newMode == FileMode.ABSENT) {
      return ChangeStatus.DELETED;
    }
    return FileMode.sameType(oldMode, newMode) ? ChangeStatus.MODIFIED : ChangeStatus.TYPE_CHANGED;
  }

  @Override
  public void close() {
    reader.close();
  }
}

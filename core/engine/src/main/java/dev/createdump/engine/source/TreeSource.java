package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tree of files: a directory, what git tracks of a work tree, an index, or a revision.
public interface TreeSource extends AutoCloseable {
  /// Where content comes from.
  enum Kind {
    DIRECTORY,
    WORK_TREE,
    INDEX,
    REVISION;

    /// The word of the outputs.
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Kind kind();

  /// Every path, ascending by its bytes, each once.
  List<TreeEntry> entries() throws Failure;

  /// Those that git does not track, where they were asked for beside those that it does.
  default Set<RepoPath> untracked() {
    return Set.of();
  }

  /// Those of which the index holds several versions, as a merge is not finished.
  default Set<RepoPath> conflicts() {
    return Set.of();
  }

  /// Those that are only intended to be added (git-add(1), `--intent-to-add`): the index holds an
  /// empty file in their place.
  default Set<RepoPath> intended() {
    return Set.of();
  }

  /// Reads content; each thread takes a reader of its own.
  Reader reader() throws Failure;

  @Override
  void close();

  /// Reads what the paths of a tree hold. Confined to one thread.
  interface Reader extends AutoCloseable {
    /// Says which entries are read next, one after the other and each once, so that a reader that
    /// asks another process can ask for all at once.
    void announce(List<TreeEntry> next) throws Failure, IOException;

    /// By what the content of a path will be recognised that is read from now on.
    ///
    /// @throws Unreadable where this one path cannot be read
    Mark mark(TreeEntry entry) throws IOException;

    /// A path's content, or what is known of it where that is larger.
    ///
    /// @param max in bytes
    /// @throws Unreadable where this one path cannot be read
    Content read(TreeEntry entry, int max) throws Failure, IOException;

    /// A path's content of any size.
    ///
    /// @throws Unreadable where this one path cannot be read
    InputStream open(TreeEntry entry) throws Failure, IOException;

    @Override
    void close();
  }

  /// What was read.
  ///
  /// @param mode as it was found, which may differ from what the index says
  /// @param size in bytes
  /// @param bytes all of it, or null where it is larger than was asked for
  record Content(int mode, long size, byte @Nullable [] bytes) {}

  /// One path cannot be read; others may.
  final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean absent;

    /// @param absent whether there is nothing to be read, so that nothing of the tree is missing
    public Unreadable(String reason, boolean absent) {
      super(reason);
      this.absent = absent;
    }

    public boolean isAbsent() {
      return absent;
    }
  }
}

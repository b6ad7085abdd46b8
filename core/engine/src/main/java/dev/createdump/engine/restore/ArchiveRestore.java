package dev.createdump.engine.restore;

import dev.createdump.engine.archive.StoredEntry;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of an archive's entries what a rollback restores.
final class ArchiveRestore implements ArchiveSource.Sink {
  /// What is larger is not held in memory.
  private static final long IN_MEMORY = 1 << 20;

  /// No system has longer targets of links.
  private static final int LONGEST_LINK = 1 << 16;

  private final ArchiveSource source;
  private final Budget budget;
  private final Target target;
  private final Set<RepoPath> seen = new HashSet<>();

  /// Takes what is to be restored.
  interface Target {
    /// @param file whose content, where it has any, is in memory
    void file(DumpedFile file) throws IOException, Failure;

    /// @param head without content
    void stream(DumpedFile head, InputStream content) throws IOException, Failure;

    /// @param head without content
    /// @param first the file of which it is another name
    void hardLink(DumpedFile head, RepoPath first) throws IOException, Failure;

    /// @param head without content
    /// @param why it can never be written
    void refuse(DumpedFile head, String why) throws Failure;
  }

  /// @param most how many bytes may come of it; 0 for what is usual
  ArchiveRestore(ArchiveSource source, long most, Target target) {
    this.source = source;
    this.budget = new Budget(most, source.volumes().length());
    this.target = target;
  }

  /// Restores everything.
  void run() throws IOException, Failure {
    source.read(this);
    TreeLedger ledger = source.ledger();
    if (ledger != null) {
      for (Map.Entry<RepoPath, TreeLedger.Line> line : ledger.lines().entrySet()) {
        if (!seen.contains(line.getKey())) {
          missing(line.getKey(), line.getValue());
        }
      }
    }
  }

  /// A path of the ledger that is not in the archive, as it was left out, or it should be there.
  private void missing(RepoPath path, TreeLedger.Line line) throws IOException, Failure {
    if (line.sha256() != null && !line.state().equals(Facts.EXCLUDED)) {
      throw new MalformedException("lacks a path that its manifest has: " + path.escaped());
    }
    target.file(new DumpedFile(path, line.mode(), line.state(), line.size(), null, null));
  }

  @Override
  public void entry(
      RepoPath path, StoredEntry entry, TreeLedger.@Nullable Line line, InputStream content)
      throws IOException, Failure {
    seen.add(path);
    DumpedFile head = head(path, entry, line);
    String wrong = problem(path, entry);
    if (wrong != null) {
      target.refuse(head, wrong);
      return;
    }
    switch (entry.kind()) {
      case DIRECTORY -> target.file(head);
      case LINK -> target.file(head.with(target(entry, content)));
      case HARD_LINK -> target.hardLink(head, RepoPath.of(entry.link()));
      case SPECIAL -> target.refuse(head, "is a device, a pipe, or what only one program knows");
      case FILE -> {
        InputStream bounded = budget.of(content);
        if (entry.size() <= IN_MEMORY) {
          target.file(head.with(bounded.readAllBytes()));
        } else {
          target.stream(head, bounded);
        }
      }
    }
  }

  /// What is wrong with an entry whose content would be lost without a word; null for nothing.
  private static @Nullable String problem(RepoPath path, StoredEntry entry) {
    if (path.equals(ArchiveSource.TOP)) {
      return "has no name but that of the top of the tree, and is more than a directory";
    }
    return entry.kind() == StoredEntry.Kind.DIRECTORY && entry.size() > 0
        ? "is a directory, and has content of its own"
        : null;
  }

  private static DumpedFile head(RepoPath path, StoredEntry entry, TreeLedger.@Nullable Line line) {
    int mode =
        switch (entry.kind()) {
          case DIRECTORY ->
              line != null && line.mode() == FileMode.SUBMODULE
                  ? FileMode.SUBMODULE
                  : TreeEntry.DIRECTORY;
          case LINK -> FileMode.SYMLINK;
          default -> entry.executable() ? FileMode.EXECUTABLE : FileMode.REGULAR;
        };
    if (line == null) {
      return new DumpedFile(path, mode, "included", entry.size(), null, null);
    }
    byte[] sha256 = line.sha256();
    boolean hidden = sha256 == null && entry.kind() != StoredEntry.Kind.DIRECTORY;
    return new DumpedFile(
        path,
        mode,
        hidden ? "redacted" : line.state(),
        line.size(),
        sha256 == null ? null : HexFormat.of().formatHex(sha256),
        null);
  }

  private static byte[] target(StoredEntry entry, InputStream content) throws IOException {
    byte[] target = entry.link().length > 0 ? entry.link() : content.readNBytes(LONGEST_LINK);
    if (target.length == LONGEST_LINK) {
      throw new MalformedException("holds a link that is longer than any system allows");
    }
    return target;
  }
}

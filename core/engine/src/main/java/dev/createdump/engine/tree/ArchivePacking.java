package dev.createdump.engine.tree;

import dev.createdump.engine.archive.ArchiveEntry;
import dev.createdump.engine.archive.ArchiveEntry.Kind;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.redact.SafeStream;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// One thread's part in making an archive: reads, checks that nothing changed, redacts.
final class ArchivePacking implements InOrder.Worker<List<Integer>, List<TreeArchive.Packed>> {
  /// git looks at so many bytes to tell what is binary.
  private static final int PROBE = 8000;

  private static final byte[] NOTHING = {};

  private final TreeDump dump;
  private final TreeSource.Reader reader;
  private final MessageDigest digest = Digests.newSha256();
  private final byte[] empty = digest.digest();

  ArchivePacking(TreeDump dump) throws Failure {
    this.dump = dump;
    this.reader = dump.source().reader();
  }

  @Override
  public List<TreeArchive.Packed> work(List<Integer> piece) throws Failure, IOException {
    List<TreeNote> wanted = new ArrayList<>();
    for (int index : piece) {
      TreeNote note = dump.note(index);
      if (hasContent(note) && note.size() <= TreeArchive.IN_MEMORY) {
        wanted.add(note);
      }
    }
    Unchanged.announce(wanted, reader);
    List<TreeArchive.Packed> packed = new ArrayList<>(piece.size());
    for (int index : piece) {
      TreeNote note = dump.note(index);
      if (!hasContent(note)) {
        packed.add(withoutContent(index, note));
      } else if (note.size() <= TreeArchive.IN_MEMORY) {
        packed.add(small(index, note));
      } else {
        packed.add(large(index, note));
      }
    }
    return packed;
  }

  private static boolean hasContent(TreeNote note) {
    return note.sha256() != null && note.state() != FileState.EXCLUDED;
  }

  /// A directory; in the place of a submodule stands an empty one, as git makes it.
  private TreeArchive.Packed withoutContent(int index, TreeNote note) {
    boolean directory =
        note.state() == FileState.SUBMODULE
            || (note.entry().mode() == TreeEntry.DIRECTORY && note.state() != FileState.EXCLUDED);
    ArchiveEntry entry = directory ? new ArchiveEntry(name(note), Kind.DIRECTORY, 0) : null;
    return new TreeArchive.Packed(index, entry, NOTHING, null, empty, false);
  }

  private TreeArchive.Packed small(int index, TreeNote note) throws Failure, IOException {
    byte[] bytes = Unchanged.content(dump, note, reader);
    byte[] safe = dump.redactor().content(bytes, note.found(false)).bytes();
    boolean hidden = safe != bytes;
    if (hidden && !isText(note, bytes)) {
      return new TreeArchive.Packed(index, null, null, null, null, true);
    }
    ArchiveEntry entry = new ArchiveEntry(name(note), kind(note), safe.length);
    byte[] sha256 = hidden ? digest.digest(safe) : note.sha256();
    return new TreeArchive.Packed(index, entry, safe, null, sha256, hidden);
  }

  private TreeArchive.Packed large(int index, TreeNote note) throws Failure, IOException {
    SafeStream stream =
        dump.redactor().stream(() -> Unchanged.open(dump, note), note.size(), note.found(false));
    if (stream.isChanged() && !isText(note, head(note))) {
      return new TreeArchive.Packed(index, null, null, null, null, true);
    }
    ArchiveEntry entry = new ArchiveEntry(name(note), kind(note), stream.length());
    return new TreeArchive.Packed(index, entry, null, stream, null, stream.isChanged());
  }

  private byte[] head(TreeNote note) throws Failure, IOException {
    try (InputStream in = reader.open(note.entry())) {
      return in.readNBytes(PROBE);
    }
  }

  /// Marks in the middle of what nobody can read make it no safer.
  private static boolean isText(TreeNote note, byte[] content) {
    TextForm form = note.form();
    return form == null ? TextFacts.mayBeText(content) : form.isText();
  }

  private static Kind kind(TreeNote note) {
    return switch (note.mode()) {
      case FileMode.SYMLINK -> Kind.LINK;
      case FileMode.EXECUTABLE -> Kind.EXECUTABLE;
      default -> Kind.FILE;
    };
  }

  /// The path's own bytes, unless a secret stands in them.
  private byte[] name(TreeNote note) {
    RepoPath path = note.entry().path();
    String raw = path.text();
    String safe = dump.redactor().text(raw, note.found(true)).value();
    return safe.equals(raw) ? path.bytes() : safe.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    reader.close();
  }
}

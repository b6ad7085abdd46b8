package dev.createdump.engine.tree;

import dev.createdump.engine.archive.ArchiveCheck;
import dev.createdump.engine.archive.ArchiveEntry;
import dev.createdump.engine.archive.ArchiveWriter;
import dev.createdump.engine.archive.Volumes;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.redact.SafeStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree as an archive: every file of it, of any size, redacted as in any other document. What is
/// no text and holds a secret is left out.
public final class TreeArchive {
  /// So many bytes of content a thread takes at a time, or one file.
  private static final long PIECE = 1 << 19;

  private static final int MOST_IN_PIECE = 128;

  /// What is larger is written as a stream.
  static final int IN_MEMORY = 1 << 21;

  private final TreeDump dump;
  private final List<ArchiveCheck.Expected> written = new ArrayList<>();

  public TreeArchive(TreeDump dump) {
    this.dump = dump;
  }

  /// What goes into the archive for one path.
  ///
  /// @param index of the path
  /// @param entry null where it is left out
  /// @param content its redacted content; null where it is a stream
  /// @param stream its redacted content; null where it is in memory
  /// @param sha256 of the redacted content; null where it is not known yet
  /// @param hidden whether something had to be hidden
  record Packed(
      int index,
      @Nullable ArchiveEntry entry,
      byte @Nullable [] content,
      @Nullable SafeStream stream,
      byte @Nullable [] sha256,
      boolean hidden) {}

  /// Writes all entries.
  ///
  /// @throws Failure.Source where content is no longer what was scanned
  public void write(ArchiveWriter writer) throws Failure, IOException {
    try {
      InOrder.<List<Integer>, List<Packed>>run(
          pieces(),
          () -> new ArchivePacking(dump),
          some -> {
            for (Packed packed : some) {
              add(packed, writer);
            }
            dump.written(some.size());
          });
      writer.finish();
    } catch (Unchanged.ChangedException e) {
      throw e.failure();
    }
  }

  private void add(Packed packed, ArchiveWriter writer) throws Failure, IOException {
    if (packed.hidden) {
      dump.hide(packed.index);
    }
    ArchiveEntry entry = packed.entry;
    if (entry == null) {
      return;
    }
    byte[] content = packed.content;
    byte[] known = packed.sha256;
    if (content != null && known != null) {
      writer.add(entry, content);
      written.add(new ArchiveCheck.Expected(entry, known));
    } else {
      written.add(new ArchiveCheck.Expected(entry, stream(packed, entry, writer)));
    }
  }

  private static byte[] stream(Packed packed, ArchiveEntry entry, ArchiveWriter writer)
      throws Failure, IOException {
    SafeStream stream = packed.stream;
    if (stream == null) {
      throw new IllegalArgumentException("an entry without content");
    }
    MessageDigest digest = Digests.newSha256();
    writer.add(entry, (OutputStream out) -> stream.writeTo(new DigestOutputStream(out, digest)));
    return digest.digest();
  }

  /// Reads what was written, and compares every byte of it with what it was made of.
  ///
  /// @param files the archive, or its volumes in their order
  /// @param name what people call it
  /// @return true
  /// @throws Failure.Output where it is not the same
  /// @throws Failure.Scan where a secret stands in it
  public boolean verify(List<Path> files, String name) throws Failure {
    try (Volumes volumes = Volumes.open(files)) {
      ArchiveCheck.compare(volumes, written, name, dump.redactor()::check);
      return true;
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot read " + name + " again: " + Reasons.of(e), "Nothing was kept.", e);
    }
  }

  private List<List<Integer>> pieces() {
    List<List<Integer>> pieces = new ArrayList<>();
    List<Integer> piece = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < dump.size(); i++) {
      long size = Math.min(dump.note(i).size(), IN_MEMORY);
      if (!piece.isEmpty() && (bytes + size > PIECE || piece.size() == MOST_IN_PIECE)) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
      piece.add(i);
      bytes += size;
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }
}

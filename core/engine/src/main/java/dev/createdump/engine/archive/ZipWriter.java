package dev.createdump.engine.archive;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;

/// Writes zip archives as a stream. Small entries are compressed several at once, each whole, with
/// their sizes before them; large ones in blocks, with their sizes behind them.
final class ZipWriter implements ArchiveWriter {
  /// So many bytes of content a thread takes at a time.
  private static final int PIECE = 1 << 18;

  private static final int MOST_IN_PIECE = 256;

  private final OutputStream out;
  private final Jobs jobs;
  private final int level;
  private final ZipRecords records;
  private final Deque<Deflater> idle = new ArrayDeque<>();
  private List<Small> piece = new ArrayList<>();
  private long pieceBytes;
  private long offset;

  /// An entry whose content is in memory.
  private record Small(ArchiveEntry entry, byte[] content) {}

  /// Entries as they stand in the archive.
  ///
  /// @param bytes local headers and content
  /// @param sums one an entry
  private record Packed(Bytes bytes, List<ZipRecords.Sums> sums) {}

  ZipWriter(OutputStream out, Jobs jobs, int level, long time) {
    this.out = out;
    this.jobs = jobs;
    this.level = level;
    this.records = new ZipRecords(time);
  }

  @Override
  public void add(ArchiveEntry entry, byte[] content) throws IOException {
    if (content.length != entry.size()) {
      throw new IllegalArgumentException("content of another size than its entry says");
    }
    piece.add(new Small(entry, content));
    pieceBytes += content.length;
    if (pieceBytes >= PIECE || piece.size() == MOST_IN_PIECE) {
      give();
    }
  }

  private void give() throws IOException {
    List<Small> some = piece;
    int expected = (int) (pieceBytes / 2) + some.size() * 128;
    piece = new ArrayList<>();
    pieceBytes = 0;
    jobs.give(
        () -> pack(some, expected),
        packed -> {
          for (int i = 0; i < some.size(); i++) {
            ZipRecords.Sums sums = packed.sums.get(i);
            records.addCentral(some.get(i).entry, sums, offset);
            offset += sums.length();
          }
          packed.bytes.writeTo(out);
        });
  }

  private Packed pack(List<Small> some, int expected) {
    Deflater deflater;
    synchronized (idle) {
      deflater = idle.poll();
    }
    if (deflater == null) {
      deflater = new Deflater(level, true);
    }
    Bytes bytes = new Bytes(expected);
    List<ZipRecords.Sums> sums = new ArrayList<>(some.size());
    CRC32 check = new CRC32();
    byte[] deflated = new byte[1 << 16];
    for (Small small : some) {
      byte[] content = small.content;
      check.reset();
      check.update(content);
      if (deflated.length < content.length) {
        deflated = new byte[content.length];
      }
      int size = deflate(deflater, content, deflated);
      boolean stored = size < 0;
      int start = bytes.size();
      int packed = stored ? content.length : size;
      ZipRecords.Sums known =
          new ZipRecords.Sums(!stored, check.getValue(), packed, content.length, 0, false);
      records.writeLocal(small.entry, known, bytes);
      bytes.bytes(stored ? content : deflated, packed);
      sums.add(known.with(bytes.size() - start));
    }
    synchronized (idle) {
      idle.add(deflater);
    }
    return new Packed(bytes, sums);
  }

  /// @return the size, or -1 where it would not become smaller
  private static int deflate(Deflater deflater, byte[] content, byte[] into) {
    if (content.length == 0) {
      return -1;
    }
    deflater.reset();
    deflater.setInput(content);
    deflater.finish();
    int size = deflater.deflate(into, 0, content.length - 1);
    return deflater.finished() ? size : -1;
  }

  @Override
  public void add(ArchiveEntry entry, Content content) throws IOException, Failure {
    if (!piece.isEmpty()) {
      give();
    }
    jobs.drain();
    boolean large = ZipRecords.needs64(entry.size());
    Bytes local = new Bytes(64 + entry.name().length);
    ZipRecords.Sums unknown = new ZipRecords.Sums(true, 0, 0, 0, 0, large);
    records.writeLocal(entry, unknown.streamed(), local);
    local.writeTo(out);
    CRC32 check = new CRC32();
    Blocks blocks = new Blocks(jobs, () -> new DeflateBlock(level), DeflateBlock.SIZE, out);
    TarWriter.Exactly exactly = new TarWriter.Exactly(new Into(blocks), entry.size());
    content.writeTo(new CheckedOutputStream(exactly, check));
    exactly.requireAll();
    long packed = blocks.finish();
    blocks.close();
    Bytes descriptor = ZipRecords.descriptor(check.getValue(), packed, entry.size(), large);
    descriptor.writeTo(out);
    long length = local.size() + packed + descriptor.size();
    ZipRecords.Sums sums =
        new ZipRecords.Sums(true, check.getValue(), packed, entry.size(), length, large);
    records.addCentral(entry, sums.streamed(), offset);
    offset += length;
  }

  /// Blocks as a stream.
  private static final class Into extends OutputStream {
    private final Blocks blocks;

    Into(Blocks blocks) {
      this.blocks = blocks;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      blocks.write(bytes, from, count);
    }
  }

  @Override
  public void finish() throws IOException {
    if (!piece.isEmpty()) {
      give();
    }
    jobs.drain();
    records.writeEnd(offset, out);
    out.flush();
  }

  @Override
  public void close() {
    jobs.close();
    synchronized (idle) {
      idle.forEach(Deflater::end);
      idle.clear();
    }
  }
}

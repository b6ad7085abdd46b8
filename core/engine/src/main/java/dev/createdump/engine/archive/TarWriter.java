package dev.createdump.engine.archive;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;

/// Writes tar archives as POSIX.1-2001 has them (`pax`): plain `ustar` headers, and before those of
/// names and sizes that do not fit in one an extended header.
final class TarWriter implements ArchiveWriter {
  static final int BLOCK = 512;
  private static final byte[] ZEROS = new byte[2 * BLOCK];

  private final Packing out;
  private final TarHeader header;

  TarWriter(Packing out, long time) {
    this.out = out;
    this.header = new TarHeader(time);
  }

  @Override
  public void add(ArchiveEntry entry, byte[] content) throws IOException {
    boolean link = entry.kind() == ArchiveEntry.Kind.LINK;
    if (content.length != entry.size()) {
      throw new IllegalArgumentException("content of another size than its entry says");
    }
    header.write(entry, link ? content : TarHeader.NO_LINK, out);
    if (!link) {
      out.write(content, 0, content.length);
      pad(content.length);
    }
  }

  @Override
  public void add(ArchiveEntry entry, Content content) throws IOException, Failure {
    header.write(entry, TarHeader.NO_LINK, out);
    Exactly exactly = new Exactly(out, entry.size());
    content.writeTo(exactly);
    exactly.requireAll();
    pad(entry.size());
  }

  private void pad(long size) throws IOException {
    out.write(ZEROS, 0, (int) ((BLOCK - size % BLOCK) % BLOCK));
  }

  /// Two empty blocks.
  @Override
  public void finish() throws IOException {
    out.write(ZEROS, 0, ZEROS.length);
    out.finish();
  }

  @Override
  public void close() {
    out.close();
  }

  /// Passes on as many bytes as were promised.
  static final class Exactly extends OutputStream {
    private final OutputStream out;
    private long left;

    Exactly(OutputStream out, long size) {
      this.out = out;
      this.left = size;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      left -= count;
      if (left < 0) {
        throw new IOException("there is more content than its entry says");
      }
      out.write(bytes, from, count);
    }

    void requireAll() throws IOException {
      if (left != 0) {
        throw new IOException("there is less content than its entry says");
      }
    }
  }
}

package dev.createdump.engine.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/// Compresses with several threads into one member in the gzip format (RFC 1952).
final class GzipPacking extends Packing {
  private static final int HEADER = 10;
  private static final int UNIX = 3;

  private final OutputStream out;
  private final Jobs jobs;
  private final Blocks blocks;
  private final CRC32 check = new CRC32();
  private long size;
  private boolean started;

  GzipPacking(OutputStream out, Jobs jobs, int level) {
    this.out = out;
    this.jobs = jobs;
    this.blocks = new Blocks(jobs, () -> new DeflateBlock(level), DeflateBlock.SIZE, out);
  }

  /// Without a time, which would say when it was made.
  private void start() throws IOException {
    byte[] header = new byte[HEADER];
    header[0] = 0x1F;
    header[1] = (byte) 0x8B;
    header[2] = 8;
    header[9] = UNIX;
    out.write(header);
    started = true;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (!started) {
      start();
    }
    check.update(bytes, from, count);
    size += count;
    blocks.write(bytes, from, count);
  }

  @Override
  void finish() throws IOException {
    blocks.finish();
    Bytes trailer = new Bytes(8);
    trailer.int32(check.getValue());
    trailer.int32(size);
    trailer.writeTo(out);
    out.flush();
  }

  @Override
  public void close() {
    jobs.close();
    blocks.close();
  }
}

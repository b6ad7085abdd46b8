package dev.createdump.engine.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Parts a stream into blocks of one size, which are compressed by several threads and put together
/// in order.
final class Blocks {
  private final Jobs jobs;
  private final Maker maker;
  private final int size;
  private final OutputStream out;
  private final Deque<Compressor> idle = new ArrayDeque<>();
  private byte[] block;
  private int filled;
  private byte @Nullable [] before;
  private long packed;

  /// What compresses blocks; used by one thread at a time.
  interface Compressor extends AutoCloseable {
    /// @param before the whole block before this one; null for the first
    /// @param last whether no block follows
    Chunk compress(byte[] block, int count, byte @Nullable [] before, boolean last)
        throws IOException;

    @Override
    void close();
  }

  /// Makes a compressor.
  interface Maker {
    Compressor make();
  }

  /// Some bytes of an array.
  record Chunk(byte[] bytes, int count) {
    void writeTo(OutputStream out) throws IOException {
      out.write(bytes, 0, count);
    }
  }

  /// @param size of a block in bytes
  Blocks(Jobs jobs, Maker maker, int size, OutputStream out) {
    this.jobs = jobs;
    this.maker = maker;
    this.size = size;
    this.out = out;
    this.block = new byte[size];
  }

  void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      if (filled == size) {
        give(false);
      }
      int part = Math.min(from + count - at, size - filled);
      System.arraycopy(bytes, at, block, filled, part);
      filled += part;
      at += part;
    }
  }

  private void give(boolean last) throws IOException {
    byte[] full = block;
    int count = filled;
    byte[] dictionary = before;
    jobs.give(
        () -> compress(full, count, dictionary, last),
        chunk -> {
          chunk.writeTo(out);
          packed += chunk.count;
        });
    before = full;
    filled = 0;
    block = last ? full : new byte[size];
  }

  private Chunk compress(byte[] full, int count, byte @Nullable [] dictionary, boolean last)
      throws IOException {
    Compressor compressor;
    synchronized (idle) {
      compressor = idle.poll();
    }
    if (compressor == null) {
      compressor = maker.make();
    }
    try {
      return compressor.compress(full, count, dictionary, last);
    } finally {
      synchronized (idle) {
        idle.add(compressor);
      }
    }
  }

  /// Writes everything.
  ///
  /// @return how many bytes it became
  long finish() throws IOException {
    give(true);
    jobs.drain();
    return packed;
  }

  /// To be called when no thread works any more.
  void close() {
    synchronized (idle) {
      idle.forEach(Compressor::close);
      idle.clear();
    }
  }
}

package dev.createdump.engine.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Bytes in memory, of one thread: what {@link java.io.ByteArrayOutputStream} is without its locks
/// and its copy at the end.
final class Buffer extends OutputStream {
  private byte[] bytes = new byte[1 << 16];
  private int size;

  @Override
  public void write(int b) {
    grow(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    grow(count);
    System.arraycopy(from, offset, bytes, size, count);
    size += count;
  }

  private void grow(int count) {
    if (bytes.length - size < count) {
      int least = Math.addExact(size, count);
      bytes = Arrays.copyOf(bytes, Math.max(least, bytes.length + (bytes.length >> 1)));
    }
  }

  void copyTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}

package dev.createdump.engine.tree;

import java.io.OutputStream;
import java.util.Arrays;

/// Bytes in memory, of one thread: what {@link java.io.ByteArrayOutputStream} is without its locks
/// and its copy at the end.
final class Buffer extends OutputStream {
  private byte[] bytes;
  private int size;

  /// @param expected how much will be written, about
  Buffer(int expected) {
    bytes = new byte[expected];
  }

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

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }
}

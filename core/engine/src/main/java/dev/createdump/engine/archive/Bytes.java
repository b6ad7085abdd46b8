package dev.createdump.engine.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// A growing record of numbers, their lowest byte first, as zip and gzip have them.
final class Bytes {
  private byte[] bytes;
  private int size;

  /// @param expected its size in bytes, about
  Bytes(int expected) {
    bytes = new byte[expected];
  }

  Bytes int16(int value) {
    return number(value, 2);
  }

  Bytes int32(long value) {
    return number(value, 4);
  }

  Bytes int64(long value) {
    return number(value, 8);
  }

  private Bytes number(long value, int count) {
    grow(count);
    for (int i = 0; i < count; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  Bytes bytes(byte[] more) {
    return bytes(more, more.length);
  }

  Bytes bytes(byte[] more, int count) {
    grow(count);
    System.arraycopy(more, 0, bytes, size, count);
    size += count;
    return this;
  }

  private void grow(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), bytes.length * 3 / 2));
    }
  }

  int size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}

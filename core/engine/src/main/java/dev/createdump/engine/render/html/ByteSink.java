package dev.createdump.engine.render.html;

import java.io.IOException;
import java.io.OutputStream;

/// A large buffer in front of the stream, without the locks of the JDK's own.
final class ByteSink {
  private static final int CAPACITY = 1 << 16;

  private final OutputStream out;

  private final byte[] buffer = new byte[CAPACITY];
  private int size;

  ByteSink(OutputStream out) {
    this.out = out;
  }

  /// Makes room for at least this many bytes, at most the capacity.
  private void reserve(int bytes) throws IOException {
    if (CAPACITY - size < bytes) {
      flush();
    }
  }

  void put(byte value) throws IOException {
    reserve(1);
    buffer[size++] = value;
  }

  void put(byte[] bytes, int from, int length) throws IOException {
    if (length > CAPACITY) {
      flush();
      out.write(bytes, from, length);
      return;
    }
    reserve(length);
    System.arraycopy(bytes, from, buffer, size, length);
    size += length;
  }

  /// Writes one Unicode scalar value in UTF-8 (RFC 3629).
  void putCodePoint(int codePoint) throws IOException {
    reserve(4);
    if (codePoint < 0x80) {
      buffer[size++] = (byte) codePoint;
      return;
    }
    if (codePoint < 0x800) {
      buffer[size++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        buffer[size++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        buffer[size++] = (byte) (0xF0 | (codePoint >> 18));
        buffer[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      buffer[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    buffer[size++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  /// Writes a text without a surrogate that stands alone, as it is.
  void put(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        putCodePoint(text.codePointAt(i++));
      } else {
        putCodePoint(c);
      }
    }
  }

  /// Hands everything to the stream and leaves it open.
  void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }
}

package dev.createdump.engine.central;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A cursor over the data types of RFC 4251, section 5.
final class SshData {
  private final ByteBuffer buffer;

  SshData(byte[] bytes) {
    this.buffer = ByteBuffer.wrap(bytes);
  }

  /// @throws IllegalArgumentException where the data ends too early
  byte[] bytes() {
    long length = buffer.remaining() < 4 ? Long.MAX_VALUE : Integer.toUnsignedLong(buffer.getInt());
    return raw(length);
  }

  byte[] raw(long length) {
    if (length > buffer.remaining()) {
      throw new IllegalArgumentException("it is cut off");
    }
    byte[] bytes = new byte[(int) length];
    buffer.get(bytes);
    return bytes;
  }

  String text() {
    return new String(bytes(), StandardCharsets.ISO_8859_1);
  }

  int number() {
    return ByteBuffer.wrap(raw(4)).getInt();
  }

  void end() {
    if (buffer.hasRemaining()) {
      throw new IllegalArgumentException("it goes on behind its end");
    }
  }
}

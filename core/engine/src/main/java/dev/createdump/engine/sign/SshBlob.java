package dev.createdump.engine.sign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads and writes the strings of the SSH protocol (RFC 4251, section 5).
final class SshBlob {
  private final ByteBuffer bytes;

  SshBlob(byte[] content) {
    bytes = ByteBuffer.wrap(content);
  }

  /// @throws IllegalArgumentException where the content ends before
  byte[] string() {
    int length = number();
    byte[] string = new byte[checked(length)];
    bytes.get(string);
    return string;
  }

  String text() {
    return new String(string(), StandardCharsets.ISO_8859_1);
  }

  BigInteger integer() {
    return new BigInteger(string());
  }

  int number() {
    checked(4);
    return bytes.getInt();
  }

  byte[] raw(int length) {
    byte[] raw = new byte[checked(length)];
    bytes.get(raw);
    return raw;
  }

  private int checked(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("an SSH string ends too early");
    }
    return length;
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  /// Appends strings, each with its length.
  static void write(ByteArrayOutputStream out, byte[]... strings) {
    for (byte[] string : strings) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(string.length).array());
      out.writeBytes(string);
    }
  }
}

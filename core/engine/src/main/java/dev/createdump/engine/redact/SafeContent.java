package dev.createdump.engine.redact;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The redacted whole content of a file at the head, for a dump with full context.
public final class SafeContent {
  private final byte[] bytes;

  SafeContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The content, which the caller must not change.
  public byte[] bytes() {
    return bytes;
  }

  /// The content as UTF-8; read in another charset where it is none.
  public byte[] utf8(Charset legacy) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return bytes;
    } catch (CharacterCodingException e) {
      return new String(bytes, legacy).getBytes(StandardCharsets.UTF_8);
    }
  }
}

package dev.createdump.engine.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Tells UTF-8 from other bytes. ASCII, which most source text is, needs no decoder.
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] bytes) {
    int at = ascii(bytes, 0);
    if (at == bytes.length) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, bytes.length - at));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// The first byte from a place on that is no ASCII.
  private static int ascii(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }
}

package dev.createdump.engine.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A path as git stores it: bytes, with slashes, usually but not necessarily UTF-8.
public final class RepoPath implements Comparable<RepoPath> {
  private final byte[] bytes;

  private RepoPath(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A path of these bytes, which are copied.
  public static RepoPath of(byte[] bytes) {
    return new RepoPath(bytes.clone());
  }

  public static RepoPath of(String utf8) {
    return new RepoPath(utf8.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// The path as text. A path that is no valid UTF-8, or that holds a backslash, is written in a
  /// form that no other path has: each such byte becomes `\xNN`, so that two paths never look
  /// alike.
  public String text() {
    String plain = decodeOrEmpty();
    if (!plain.isEmpty() && plain.indexOf('\\') < 0) {
      return plain;
    }
    return escaped();
  }

  private String decodeOrEmpty() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /// Decodes what is valid and escapes the rest byte by byte.
  private String escaped() {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < bytes.length) {
      int length = sequenceLength(i);
      if (length == 0 || bytes[i] == '\\') {
        text.append("\\x")
            .append(Character.forDigit((bytes[i] >> 4) & 15, 16))
            .append(Character.forDigit(bytes[i] & 15, 16));
        i++;
      } else {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /// The length of the valid UTF-8 sequence at a position, or 0 where there is none.
  private int sequenceLength(int at) {
    int lead = bytes[at] & 0xFF;
    int length =
        lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length) {
      return 0;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
      return length;
    } catch (CharacterCodingException e) {
      return 0;
    }
  }

  /// Orders by unsigned bytes, as git does.
  @Override
  public int compareTo(RepoPath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RepoPath path && Arrays.equals(path.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}

package dev.createdump.engine.source;

import java.io.ByteArrayOutputStream;
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

  /// The path that {@link #escaped} writes so. A backslash that starts no `\\xNN` stands for
  /// itself.
  public static RepoPath ofEscaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    for (int slash = text.indexOf("\\x"); slash >= 0; slash = text.indexOf("\\x", at)) {
      bytes.writeBytes(text.substring(at, slash).getBytes(StandardCharsets.UTF_8));
      int high = slash + 2 < text.length() ? Character.digit(text.charAt(slash + 2), 16) : -1;
      int low = slash + 3 < text.length() ? Character.digit(text.charAt(slash + 3), 16) : -1;
      boolean escape = high >= 0 && low >= 0;
      bytes.write(escape ? high << 4 | low : '\\');
      at = slash + (escape ? 4 : 1);
    }
    bytes.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
    return new RepoPath(bytes.toByteArray());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// Whether the path is valid UTF-8, and so a text.
  public boolean isText() {
    int i = 0;
    while (i < bytes.length) {
      int length = sequenceLength(i);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /// The path as text; where it is none, as {@link #escaped}.
  public String text() {
    return isText() ? new String(bytes, StandardCharsets.UTF_8) : escaped();
  }

  /// The path with `\\xNN` for every backslash and every byte that is no valid UTF-8: no two paths
  /// look alike in this form.
  public String escaped() {
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
    if (length <= 1 || at + length > bytes.length) {
      return length == 1 ? 1 : 0;
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

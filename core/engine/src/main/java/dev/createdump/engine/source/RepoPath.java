package dev.createdump.engine.source;

import dev.createdump.engine.base.Utf8;
import java.io.ByteArrayOutputStream;
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
    return Utf8.isValid(bytes);
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
      int codePoint = Utf8.codePoint(bytes, i, bytes.length);
      if (codePoint < 0 || codePoint == '\\') {
        text.append("\\x")
            .append(Character.forDigit((bytes[i] >> 4) & 15, 16))
            .append(Character.forDigit(bytes[i] & 15, 16));
        i++;
      } else {
        text.appendCodePoint(codePoint);
        i += Utf8.length(codePoint);
      }
    }
    return text.toString();
  }

  /// Orders by unsigned bytes, as git does.
  @Override
  public int compareTo(RepoPath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  /// The same of a path that stands among other bytes.
  public int compareTo(byte[] other, int from, int to) {
    return Arrays.compareUnsigned(bytes, 0, bytes.length, other, from, to);
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

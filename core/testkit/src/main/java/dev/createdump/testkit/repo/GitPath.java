package dev.createdump.testkit.repo;

import java.nio.charset.StandardCharsets;

/// A path as git keeps it: bytes without an encoding.
///
/// @param latin1 one character, U+0000 to U+00FF, for each byte; so that paths can be compared
public record GitPath(String latin1) implements Comparable<GitPath> {

  /// The path whose bytes are the UTF-8 form of a text.
  public static GitPath of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static GitPath of(byte[] bytes) {
    return new GitPath(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  public byte[] bytes() {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The path in git's C-style quotes, as fast-import(1) takes any path.
  String quoted() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < latin1.length(); i++) {
      char c = latin1.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append('\\').append((char) ('0' + (c >> 6)));
        text.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  @Override
  public int compareTo(GitPath other) {
    return latin1.compareTo(other.latin1);
  }

  @Override
  public String toString() {
    return quoted();
  }
}

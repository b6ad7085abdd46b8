package dev.createdump.engine.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Headings of hunks that git cut off within what may be a secret. The rules know whole secrets
/// only; whether it is one, the file's own line tells.
final class CutHeadings {
  /// Less of a secret is not worth a look into the file.
  private static final int SHORTEST = 6;

  private final List<byte[]> headings = new ArrayList<>();

  /// Takes what a patch shows of a line, which goes on in the file.
  void heading(byte[] bytes, int from, int to) {
    int start = to;
    boolean digit = false;
    boolean letter = false;
    while (start > from && !endsWord(bytes[start - 1])) {
      start--;
      digit |= bytes[start] >= '0' && bytes[start] <= '9';
      letter |= (bytes[start] | 0x20) >= 'a' && (bytes[start] | 0x20) <= 'z';
    }
    // Of letters alone are the names of code; a look costs more than the whole scan of a hunk.
    if (to - start >= SHORTEST && digit && letter) {
      headings.add(Arrays.copyOfRange(bytes, from, to));
    }
  }

  boolean isEmpty() {
    return headings.isEmpty();
  }

  /// Whether one of them ends with a start of the value, or all of it.
  boolean endWithStartOf(FoundValue value) {
    byte[] wanted = value.bytes();
    for (byte[] heading : headings) {
      for (int at = 0; at + SHORTEST <= heading.length; at++) {
        int shown = heading.length - at;
        if (shown <= wanted.length
            && Arrays.equals(wanted, 0, shown, heading, at, heading.length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean endsWord(byte b) {
    return b == ' ' || b == '\t' || b == '"' || b == '\'' || b == '`';
  }
}

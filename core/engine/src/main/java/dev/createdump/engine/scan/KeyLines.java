package dev.createdump.engine.scan;

import java.util.Arrays;
import java.util.List;

/// Lines of a patch that may be parts of a key whose begin and end stand outside the hunks: nearly
/// all base64, as those of a PEM file (RFC 7468) are. What they are tells only the whole file.
final class KeyLines {
  private static final int SHORTEST = 40;
  private static final int LONGEST = 240;

  /// Indentation, quotes, a sign that the line goes on: what stands around a key in source text.
  private static final int AROUND = 16;

  /// Beyond so many it is not remembered where they stand.
  private static final int MOST = 4_096;

  private long[] places = new long[16];
  private int count;
  private boolean many;

  /// Takes a line, or what a hunk's heading shows of one.
  ///
  /// @param offset where byte `from` stands in the patch
  void line(byte[] bytes, int from, int to, long offset) {
    int length = to - from;
    if (length < SHORTEST || length > LONGEST || !isBase64(bytes[from + length / 2])) {
      return;
    }
    int start = from + length / 2;
    while (start > from && isBase64(bytes[start - 1])) {
      start--;
    }
    int end = from + length / 2;
    while (end < to && isBase64(bytes[end])) {
      end++;
    }
    if (end - start < SHORTEST || length - (end - start) > AROUND || !isMixed(bytes, start, end)) {
      return;
    }
    many |= count == MOST;
    if (!many) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
      }
      places[count++] = offset + start - from;
    }
  }

  /// Whether any of the lines stands in none of the findings.
  boolean isAnyOutside(List<Finding> findings) {
    if (many) {
      return true;
    }
    for (int i = 0; i < count; i++) {
      if (!isInside(places[i], findings)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInside(long place, List<Finding> findings) {
    for (Finding finding : findings) {
      for (Range range : finding.ranges()) {
        if (range.start() <= place && place < range.end()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBase64(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/'
        || b == '=';
  }

  /// Digests in hexadecimal digits and words are not.
  private static boolean isMixed(byte[] bytes, int from, int to) {
    boolean lower = false;
    boolean upper = false;
    boolean other = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      lower |= b >= 'g' && b <= 'z';
      upper |= b >= 'A' && b <= 'Z';
      other |= b < 'A';
    }
    return lower && upper && other;
  }
}

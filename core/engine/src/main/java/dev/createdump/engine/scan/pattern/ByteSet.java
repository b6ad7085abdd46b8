package dev.createdump.engine.scan.pattern;

import org.jspecify.annotations.Nullable;

/// A set of byte values, 0 to 255.
///
/// @param a the members 0 to 63
/// @param b the members 64 to 127
/// @param c the members 128 to 191
/// @param d the members 192 to 255
public record ByteSet(long a, long b, long c, long d) {
  static final ByteSet NONE = new ByteSet(0, 0, 0, 0);
  static final ByteSet ANY = NONE.negated();
  static final ByteSet DIGIT = range('0', '9');
  static final ByteSet WORD = range('a', 'z').or(range('A', 'Z')).or(DIGIT).or(range('_', '_'));
  static final ByteSet SPACE = range('\t', '\r').or(range(' ', ' '));

  static ByteSet range(int from, int to) {
    long[] words = new long[4];
    for (int value = from; value <= to; value++) {
      words[value >> 6] |= 1L << value;
    }
    return new ByteSet(words[0], words[1], words[2], words[3]);
  }

  ByteSet or(ByteSet o) {
    return new ByteSet(a | o.a, b | o.b, c | o.c, d | o.d);
  }

  ByteSet and(ByteSet o) {
    return new ByteSet(a & o.a, b & o.b, c & o.c, d & o.d);
  }

  ByteSet negated() {
    return new ByteSet(~a, ~b, ~c, ~d);
  }

  /// The set with each ASCII letter in both cases.
  ByteSet withBothCases() {
    ByteSet result = this;
    for (int lower = 'a'; lower <= 'z'; lower++) {
      int upper = lower - 32;
      if (contains((byte) lower) || contains((byte) upper)) {
        result = result.or(range(lower, lower)).or(range(upper, upper));
      }
    }
    return result;
  }

  /// The only member, or -1 where there is none or more than one.
  int single() {
    int members = Long.bitCount(a) + Long.bitCount(b) + Long.bitCount(c) + Long.bitCount(d);
    if (members != 1) {
      return -1;
    }
    int value = 0;
    while (!contains((byte) value)) {
      value++;
    }
    return value;
  }

  public boolean contains(byte value) {
    long word =
        switch ((value & 0xFF) >> 6) {
          case 0 -> a;
          case 1 -> b;
          case 2 -> c;
          default -> d;
        };
    return ((word >>> value) & 1) != 0;
  }

  // Written out, as those of a record are made by method handles when they are first used, which
  // takes longer than the scan of a typical change.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ByteSet o && a == o.a && b == o.b && c == o.c && d == o.d;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a + 31 * b + 961 * c + 29791 * d);
  }
}

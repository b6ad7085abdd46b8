package dev.createdump.engine.scan.value;

/// What the characters of a value look like, counted in one pass.
///
/// @param length bytes in all
/// @param lower ASCII lower-case letters
/// @param upper ASCII upper-case letters
/// @param digits ASCII digits
/// @param others everything else
/// @param distinct different bytes
/// @param entropy Shannon's entropy in bits per byte, 0 to 8
public record ValueShape(
    int length, int lower, int upper, int digits, int others, int distinct, double entropy) {

  public static ValueShape of(byte[] text, int from, int to) {
    int[] counts = new int[256];
    int[] kinds = new int[4];
    for (int i = from; i < to; i++) {
      counts[text[i] & 0xFF]++;
      kinds[kind(text[i])]++;
    }
    int length = to - from;
    int distinct = 0;
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        distinct++;
        double share = (double) count / length;
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return new ValueShape(length, kinds[0], kinds[1], kinds[2], kinds[3], distinct, entropy);
  }

  /// How many different bytes occur.
  static int distinct(byte[] text, int from, int to) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = from; i < to; i++) {
      long bit = 1L << text[i];
      switch ((text[i] & 0xFF) >> 6) {
        case 0 -> a |= bit;
        case 1 -> b |= bit;
        case 2 -> c |= bit;
        default -> d |= bit;
      }
    }
    return Long.bitCount(a) + Long.bitCount(b) + Long.bitCount(c) + Long.bitCount(d);
  }

  private static int kind(byte b) {
    if (b >= 'a' && b <= 'z') {
      return 0;
    }
    if (b >= 'A' && b <= 'Z') {
      return 1;
    }
    return b >= '0' && b <= '9' ? 2 : 3;
  }

  public int letters() {
    return lower + upper;
  }

  /// How many of the four kinds of characters occur.
  public int kinds() {
    return Integer.signum(lower)
        + Integer.signum(upper)
        + Integer.signum(digits)
        + Integer.signum(others);
  }
}

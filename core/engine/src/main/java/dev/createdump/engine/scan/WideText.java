package dev.createdump.engine.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Text in which every other byte is zero: UTF-16, with a mark or without, or strings in a binary.
///
/// Instead of guessing an encoding, each pair of a byte and a zero is narrowed to the byte, once
/// for pairs at even and once for pairs at odd places; that covers both byte orders, as in
/// big-endian text the zero of the next character follows each byte.
final class WideText {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Stands for a pair that is no ASCII character.
  private static final byte OTHER = (byte) 0xFF;

  /// So many bytes in turn zero and not are no chance.
  private static final int SHORTEST = 24;

  private WideText() {}

  /// Whether a zero byte occurs. Reads eight bytes at once ("haszero", Bit Twiddling Hacks).
  static boolean occursIn(byte[] text, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) LONG.get(text, i);
      if (((word - 0x0101010101010101L) & ~word & 0x8080808080808080L) != 0) {
        return true;
      }
    }
    for (; i < to; i++) {
      if (text[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether in what was narrowed once every other byte is zero over the length of a secret, as in
  /// UTF-32.
  static boolean isWideStill(byte[] narrow) {
    int run = 0;
    for (int i = 1; i < narrow.length; i++) {
      boolean alternates = (narrow[i] == 0) != (narrow[i - 1] == 0) && narrow[i] != OTHER;
      run = alternates ? run + 1 : 0;
      if (run == SHORTEST) {
        return true;
      }
    }
    return false;
  }

  /// The narrowed form of the pairs that start at `from`, `from + 2`, ...
  static byte[] narrowed(byte[] text, int from, int to) {
    byte[] narrow = new byte[(to - from + 1) / 2];
    for (int i = 0; i < narrow.length; i++) {
      int low = from + 2 * i;
      boolean pair = low + 1 >= to || text[low + 1] == 0;
      narrow[i] = pair ? text[low] : OTHER;
    }
    return narrow;
  }
}

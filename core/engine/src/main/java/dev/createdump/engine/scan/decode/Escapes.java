package dev.createdump.engine.scan.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads percent signs (RFC 3986) and the escapes `\\u0041`, `\\x41` within a line.
public final class Escapes {
  private static final int LONGEST = 1 << 14;

  private Escapes() {}

  /// The stretch of a line around an escape with its escapes resolved, or null where it is none.
  ///
  /// @param at where the escape starts: a percent sign or a backslash
  public static @Nullable Decoded around(byte[] text, int at, int from, int to, Origin origin) {
    int start = at;
    while (start > from && at - start < LONGEST && text[start - 1] > ' ') {
      start--;
    }
    int end = at;
    while (end < to && end - at < LONGEST && text[end] != '\n' && text[end] != '\r') {
      end++;
    }
    byte[] plain = new byte[end - start];
    int[] places = new int[end - start + 1];
    int size = 0;
    int escapes = 0;
    for (int i = start; i < end; size++) {
      int length = length(text, i, end);
      places[size] = i;
      plain[size] = length == 1 ? text[i] : value(text, i, length);
      escapes += length > 1 ? 1 : 0;
      i += length;
    }
    places[size] = end;
    return escapes == 0
        ? null
        : new Decoded(Arrays.copyOf(plain, size), new Origin.Scattered(origin, places));
  }

  /// Where the line ends that was resolved around a place.
  public static int end(Decoded decoded) {
    return decoded.origin() instanceof Origin.Scattered scattered
        ? scattered.places()[decoded.text().length]
        : 0;
  }

  /// How many characters write the next byte; an escape beyond ASCII is left as it is.
  private static int length(byte[] text, int at, int end) {
    if (text[at] == '%') {
      return areHex(text, at + 1, at + 3, end) && value(text, at, 3) >= ' ' ? 3 : 1;
    }
    if (text[at] != '\\' || at + 1 >= end) {
      return 1;
    }
    if (text[at + 1] == 'u') {
      boolean ascii =
          areHex(text, at + 2, at + 6, end) && text[at + 2] == '0' && text[at + 3] == '0';
      return ascii && value(text, at, 6) >= ' ' ? 6 : 1;
    }
    boolean hex = text[at + 1] == 'x' && areHex(text, at + 2, at + 4, end);
    return hex && value(text, at, 4) >= ' ' ? 4 : 1;
  }

  /// The byte of the last two digits.
  private static byte value(byte[] text, int at, int length) {
    int high = Character.digit(text[at + length - 2], 16);
    return (byte) ((high << 4) | Character.digit(text[at + length - 1], 16));
  }

  private static boolean areHex(byte[] text, int from, int to, int end) {
    if (to > end) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (Character.digit(text[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }
}

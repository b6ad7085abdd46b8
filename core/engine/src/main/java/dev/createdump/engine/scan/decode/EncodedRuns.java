package dev.createdump.engine.scan.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds runs of base64 or hexadecimal digits that stand for readable text. Looks at every twelfth
/// byte only: a run worth decoding covers two of them.
public final class EncodedRuns {
  private static final int SHORTEST = 24;
  private static final int STRIDE = SHORTEST / 2;

  /// A run that is longer is decoded this far.
  private static final int LONGEST = 1 << 16;

  static final byte[] VALUES = values();

  private EncodedRuns() {}

  private static byte[] values() {
    byte[] values = new byte[256];
    java.util.Arrays.fill(values, (byte) -1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    values['-'] = 62;
    values['_'] = 63;
    return values;
  }

  /// What the runs within bytes `from` to `to` stand for.
  public static List<Decoded> in(byte[] text, int from, int to, Origin origin) {
    List<Decoded> found = List.of();
    for (int i = from + STRIDE - 1; i < to; i += STRIDE) {
      if (VALUES[text[i] & 0xFF] < 0 || !goesOn(text, i, to)) {
        continue;
      }
      int start = i;
      while (start > from && VALUES[text[start - 1] & 0xFF] >= 0) {
        start--;
      }
      int end = i + 1;
      while (end < to && VALUES[text[end] & 0xFF] >= 0) {
        end++;
      }
      i = Math.max(i, end - 1);
      if (end - start < SHORTEST) {
        continue;
      }
      WrappedRun wrapped = WrappedRun.of(text, start, end, to);
      Decoded decoded =
          wrapped == null
              ? decode(text, start, Math.min(end, start + LONGEST), origin)
              : wrapped.decoded(origin);
      if (decoded != null) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(decoded);
      }
      if (wrapped != null) {
        i = Math.max(i, wrapped.end() - 1);
      }
    }
    return found;
  }

  /// Whether digits stand on the way to the next place that is looked at: a run covers two.
  private static boolean goesOn(byte[] text, int at, int to) {
    return at + STRIDE < to
        ? VALUES[text[at + STRIDE] & 0xFF] >= 0
            && VALUES[text[at + STRIDE / 2] & 0xFF] >= 0
            && VALUES[text[at + STRIDE / 4] & 0xFF] >= 0
        : VALUES[text[at - STRIDE / 2] & 0xFF] >= 0;
  }

  private static @Nullable Decoded decode(byte[] text, int start, int end, Origin origin) {
    byte[] plain = hexadecimal(text, start, end);
    if (plain != null) {
      return new Decoded(plain, new Origin.Grouped(origin, start, end - start, 2, 1));
    }
    plain = base64(text, start, end);
    return plain == null
        ? null
        : new Decoded(plain, new Origin.Grouped(origin, start, end - start, 4, 3));
  }

  /// Stops at the first byte that is no text: nearly every run is a name or a digest.
  static byte @Nullable [] base64(byte[] text, int start, int end) {
    byte[] plain = new byte[(end - start) * 3 / 4];
    int bits = 0;
    int size = 0;
    for (int i = start; i < end; i++) {
      bits = (bits << 6) | VALUES[text[i] & 0xFF];
      if (((i - start) & 3) != 0 && size < plain.length) {
        byte b = (byte) (bits >>> (6 - 2 * ((i - start) & 3)));
        if (!isText(b)) {
          return null;
        }
        plain[size++] = b;
      }
    }
    return plain;
  }

  private static byte @Nullable [] hexadecimal(byte[] text, int start, int end) {
    if (((end - start) & 1) != 0) {
      return null;
    }
    byte[] plain = new byte[(end - start) / 2];
    for (int i = 0; i < plain.length; i++) {
      int high = Character.digit(text[start + 2 * i], 16);
      int low = Character.digit(text[start + 2 * i + 1], 16);
      byte b = (byte) (high << 4 | low);
      if (high < 0 || low < 0 || !isText(b)) {
        return null;
      }
      plain[i] = b;
    }
    return plain;
  }

  private static boolean isText(byte b) {
    return (b >= ' ' && b < 127) || b == '\n' || b == '\t' || b == '\r';
  }
}

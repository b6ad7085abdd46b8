package dev.createdump.engine.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds many values of at least six bytes in text, in one pass.
///
/// The last three bytes of a window as long as the shortest value say how far the window can move
/// on before a value could start there (Wu and Manber, "A fast algorithm for multi-pattern
/// searching", 1994), so that most bytes are never looked at. Where it cannot move, the first six
/// bytes are hashed into a bit set that nearly all but the places of values miss; only where it
/// hits are values compared. Values are grouped by their first six bytes, the longest first.
/// Immutable.
final class ValueSearch {
  /// No value may be shorter.
  static final int PREFIX = 6;

  /// Multiplies into the high bits (Knuth's multiplicative hashing with 2^64 divided by phi).
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final int MIX_BLOCK = 0x9E3779B9;

  /// So many bytes decide how far a window moves.
  private static final int BLOCK = 3;

  /// Longer windows move hardly farther, as more of the bytes of values fall into them.
  private static final int MAX_WINDOW = 32;

  private final List<Needle> needles;
  private final int shift;
  private final long[] filter;
  private final Needle[][] buckets;
  private final int longest;
  private final int window;
  private final byte[] moves;
  private final int moveShift;

  /// A value to search for and what it stands for.
  ///
  /// @param bytes at least six
  /// @param secret the number of the secret it is a form of
  /// @param wide whether it is UTF-16
  record Needle(byte[] bytes, int secret, boolean wide) {
    Needle {
      if (bytes.length < PREFIX) {
        throw new IllegalArgumentException("too short to be searched for");
      }
    }
  }

  ValueSearch(List<Needle> given) {
    needles = new ArrayList<>(given);
    needles.sort((a, b) -> b.bytes.length - a.bytes.length);
    int bits = Math.clamp(36 - Integer.numberOfLeadingZeros(needles.size() + 1), 10, 20);
    shift = 64 - bits;
    filter = new long[1 << (bits - 6)];
    buckets = new Needle[1 << bits][];
    for (Needle needle : needles) {
      int slot = slot(needle.bytes, 0);
      filter[slot >> 6] |= 1L << slot;
      Needle[] bucket = buckets[slot];
      Needle[] larger = bucket == null ? new Needle[1] : Arrays.copyOf(bucket, bucket.length + 1);
      larger[larger.length - 1] = needle;
      buckets[slot] = larger;
    }
    longest = needles.isEmpty() ? 0 : needles.getFirst().bytes.length;
    window = needles.isEmpty() ? PREFIX : Math.min(MAX_WINDOW, needles.getLast().bytes.length);
    int moveBits = Math.clamp(bits + 3, 12, 18);
    moveShift = 32 - moveBits;
    moves = new byte[1 << moveBits];
    Arrays.fill(moves, (byte) (window - BLOCK + 1));
    for (Needle needle : needles) {
      for (int end = BLOCK; end <= window; end++) {
        int block = block(needle.bytes, end);
        moves[block] = (byte) Math.min(moves[block], window - end);
      }
    }
  }

  /// Where the table says how far a window moves.
  private int block(byte[] text, int end) {
    return (three(text, end - BLOCK) * MIX_BLOCK) >>> moveShift;
  }

  boolean isEmpty() {
    return needles.isEmpty();
  }

  /// The length of the longest value, 0 where there is none.
  int longest() {
    return longest;
  }

  private int slot(byte[] text, int at) {
    long six = three(text, at) | (long) three(text, at + 3) << 24;
    return (int) ((six * MIX) >>> shift);
  }

  private static int three(byte[] text, int at) {
    return (text[at] & 0xFF) | (text[at + 1] & 0xFF) << 8 | (text[at + 2] & 0xFF) << 16;
  }

  /// Takes the places of values, ascending; of several values at one place the longest.
  interface Sink {
    void found(Needle needle, int start);
  }

  /// Finds all values that lie within bytes `from` to `to`, overlapping ones too.
  void search(byte[] text, int from, int to, Sink sink) {
    if (needles.isEmpty()) {
      return;
    }
    int last = to - window;
    int i = from;
    while (i <= last) {
      int move = moves[block(text, i + window)];
      if (move > 0) {
        i += move;
        continue;
      }
      int slot = slot(text, i);
      if ((filter[slot >> 6] & (1L << slot)) != 0) {
        compare(buckets[slot], text, i, to, sink);
      }
      i++;
    }
  }

  private static void compare(Needle[] bucket, byte[] text, int at, int to, Sink sink) {
    for (Needle needle : bucket) {
      int end = at + needle.bytes.length;
      if (end <= to && Arrays.equals(needle.bytes, 0, needle.bytes.length, text, at, end)) {
        sink.found(needle, at);
        return;
      }
    }
  }

  /// The longest end of a text that is the start of a value, as where text was cut off.
  void searchCutEnd(byte[] text, int from, int to, Sink sink) {
    for (int i = Math.max(from, to - longest); i + PREFIX <= to; i++) {
      int slot = slot(text, i);
      if ((filter[slot >> 6] & (1L << slot)) != 0) {
        for (Needle needle : buckets[slot]) {
          int length = Math.min(needle.bytes.length, to - i);
          if (Arrays.equals(needle.bytes, 0, length, text, i, i + length)) {
            sink.found(needle, i);
            return;
          }
        }
      }
    }
  }
}

package dev.createdump.engine.scan.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// How unlikely letters are in words: bits of surprise under a model of letter triples, counted in
/// English text and names of programs (`core/engine/tools/letters.py` made the table).
///
/// Words and names cost about three bits a letter, randomly drawn letters about eight; hardly any
/// of five letters or more lie on the wrong side of {@link #WORD}. Entropy cannot tell them apart:
/// it does not know which letters go together.
public final class Letters {
  /// Bits a letter, the border counted as one, below which letters read like a word.
  public static final double WORD = 4.7;

  private static final int BORDER = 26;
  private static final int SYMBOLS = 27;

  private Letters() {}

  /// Read when the first value is looked at.
  private static final class Table {
    static final byte[] COSTS = read();

    private static byte[] read() {
      try (InputStream in = Letters.class.getResourceAsStream("letters.txt")) {
        if (in == null) {
          throw new IllegalStateException("the letter table is missing from the jar");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The bits of a word of ASCII letters, either case, and of its end.
  public static double bits(byte[] text, int from, int to) {
    byte[] costs = Table.COSTS;
    int before = BORDER;
    int last = BORDER;
    int quarters = 0;
    for (int i = from; i <= to; i++) {
      int next = i < to ? (text[i] | 0x20) - 'a' : BORDER;
      quarters += costs[(before * SYMBOLS + last) * SYMBOLS + next] - '!';
      before = last;
      last = next;
    }
    return quarters / 4.0;
  }

  /// Whether letters read like a word, or several without a gap.
  public static boolean areWord(byte[] text, int from, int to) {
    return bits(text, from, to) < WORD * (to - from + 1);
  }
}

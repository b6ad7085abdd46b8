package dev.createdump.engine.scan.decode;

import java.util.Arrays;

/// Where the bytes of a text that was made from another one came from.
public sealed interface Origin {
  /// Where the bytes that became byte `index` start, in the text that was given.
  int start(int index);

  /// Where the bytes that became the one before `index` end, in the text that was given.
  int end(int index);

  /// Where the bytes that became those from `first` to before `last` stand in the text that was
  /// given: one piece, or more where something else stands in between, as the ends of lines do.
  void pieces(int first, int last, Pieces into);

  /// Takes pieces of the given text, ascending.
  interface Pieces {
    /// From `start` to before `end`.
    void piece(int start, int end);
  }

  /// A part of the given text, or every second byte of it.
  ///
  /// @param base where byte 0 stands
  /// @param step how many given bytes one byte stands for
  record Linear(int base, int step) implements Origin {
    @Override
    public int start(int index) {
      return base + index * step;
    }

    @Override
    public int end(int index) {
      return base + (index - 1) * step + 1;
    }

    @Override
    public void pieces(int first, int last, Pieces into) {
      into.piece(start(first), end(last));
    }
  }

  /// Groups of characters that became groups of bytes: four to three in base64, two to one in hex.
  ///
  /// @param outer where the encoded text came from
  /// @param at where it starts there
  /// @param length of the encoded text
  record Grouped(Origin outer, int at, int length, int characters, int bytes) implements Origin {
    @Override
    public int start(int index) {
      return outer.start(at + before(index));
    }

    @Override
    public int end(int index) {
      return outer.end(at + behind(index));
    }

    @Override
    public void pieces(int first, int last, Pieces into) {
      outer.pieces(at + before(first), at + behind(last), into);
    }

    private int before(int index) {
      return index / bytes * characters;
    }

    private int behind(int index) {
      return Math.min(length, (index + bytes - 1) / bytes * characters);
    }
  }

  /// Characters of several lines, which were read as if they stood in one.
  ///
  /// @param outer where the lines came from
  /// @param lines where each line's characters start there
  /// @param ends how many characters there are up to the end of each line
  record Joined(Origin outer, int[] lines, int[] ends) implements Origin {
    @Override
    public int start(int index) {
      int line = line(index);
      return outer.start(lines[line] + index - begin(line));
    }

    @Override
    public int end(int index) {
      int line = line(index - 1);
      return outer.end(lines[line] + index - begin(line));
    }

    @Override
    public void pieces(int first, int last, Pieces into) {
      for (int line = line(first); line < ends.length && begin(line) < last; line++) {
        int from = Math.max(first, begin(line)) - begin(line);
        int to = Math.min(last, ends[line]) - begin(line);
        outer.pieces(lines[line] + from, lines[line] + to, into);
      }
    }

    /// Of a character behind all lines, the last one.
    private int line(int index) {
      int found = Arrays.binarySearch(ends, index + 1);
      return Math.min(found < 0 ? -found - 1 : found, ends.length - 1);
    }

    private int begin(int line) {
      return line == 0 ? 0 : ends[line - 1];
    }
  }

  /// Single bytes that were written in several characters here and there.
  ///
  /// @param outer where the encoded text came from
  /// @param places where each byte's characters start there, and where the last ones end
  record Scattered(Origin outer, int[] places) implements Origin {
    @Override
    public int start(int index) {
      return outer.start(places[index]);
    }

    @Override
    public int end(int index) {
      return outer.end(places[index]);
    }

    @Override
    public void pieces(int first, int last, Pieces into) {
      outer.pieces(places[first], places[last], into);
    }
  }
}

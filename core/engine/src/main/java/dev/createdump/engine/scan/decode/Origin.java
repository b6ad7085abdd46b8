package dev.createdump.engine.scan.decode;

/// Where the bytes of a text that was made from another one came from.
public sealed interface Origin {
  /// Where the bytes that became byte `index` start, in the text that was given.
  int start(int index);

  /// Where the bytes that became the one before `index` end, in the text that was given.
  int end(int index);

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
  }

  /// Groups of characters that became groups of bytes: four to three in base64, two to one in hex.
  ///
  /// @param outer where the encoded text came from
  /// @param at where it starts there
  /// @param length of the encoded text
  record Grouped(Origin outer, int at, int length, int characters, int bytes) implements Origin {
    @Override
    public int start(int index) {
      return outer.start(at + index / bytes * characters);
    }

    @Override
    public int end(int index) {
      int groups = (index + bytes - 1) / bytes;
      return outer.end(at + Math.min(length, groups * characters));
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
  }
}

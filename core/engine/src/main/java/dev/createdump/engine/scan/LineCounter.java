package dev.createdump.engine.scan;

/// Lines and columns of ascending places in a text that is read in parts.
final class LineCounter {
  private int line = 1;
  private long lineStart;
  private long position;

  /// Moves on to a place.
  ///
  /// @param text holds the text from the last place to this one
  /// @param textOffset where its byte 0 stands in the whole text
  /// @param place where to go, not before the last place
  void advance(byte[] text, long textOffset, long place) {
    for (; position < place; position++) {
      if (text[(int) (position - textOffset)] == '\n') {
        line++;
        lineStart = position + 1;
      }
    }
  }

  int line() {
    return line;
  }

  /// The column of the last place in bytes, from 1; the largest int where it is farther.
  int column() {
    return (int) Math.min(Integer.MAX_VALUE, position - lineStart + 1);
  }
}

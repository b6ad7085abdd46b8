package dev.createdump.engine.scan.pattern;

/// Instructions of the matching machine, in parallel arrays.
///
/// @param operation what to do
/// @param first where to go on; for the alternatives of a split the preferred one
/// @param second the other alternative of a split; the place in which a save keeps its position
/// @param sets the set of a byte instruction, else the empty one
/// @param slots how many positions a thread keeps: where it started, start and end of each group
record Program(byte[] operation, int[] first, int[] second, ByteSet[] sets, int slots) {
  static final byte BYTE = 0;
  static final byte SPLIT = 1;
  static final byte SAVE = 2;
  static final byte MATCH = 3;
  static final byte AT_START = 4;
  static final byte AT_END = 5;
  static final byte AT_LINE_START = 6;
  static final byte AT_LINE_END = 7;
  static final byte AT_WORD = 8;
  static final byte NOT_AT_WORD = 9;

  int size() {
    return operation.length;
  }

  /// Where a match starts to run.
  int start() {
    return operation.length - 1;
  }
}

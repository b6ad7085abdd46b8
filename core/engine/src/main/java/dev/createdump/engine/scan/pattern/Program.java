package dev.createdump.engine.scan.pattern;

/// Instructions of the matching machine, in parallel arrays.
///
/// @param operation what to do
/// @param first where to go on; for the alternatives of a split the preferred one
/// @param second the other alternative of a split
/// @param sets the set of a byte instruction, else the empty one
record Program(byte[] operation, int[] first, int[] second, ByteSet[] sets) {
  static final byte BYTE = 0;
  static final byte SPLIT = 1;
  static final byte OPEN = 2;
  static final byte CLOSE = 3;
  static final byte MATCH = 4;
  static final byte AT_START = 5;
  static final byte AT_END = 6;
  static final byte AT_WORD = 7;
  static final byte NOT_AT_WORD = 8;

  int size() {
    return operation.length;
  }
}

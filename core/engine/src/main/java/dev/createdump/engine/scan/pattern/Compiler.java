package dev.createdump.engine.scan.pattern;

import java.util.Arrays;

/// Collects the instructions of a pattern, from its end to its start.
final class Compiler {
  /// Counted repetitions are written out; this bounds what a hostile rule can ask for.
  private static final int MAX_INSTRUCTIONS = 20_000;

  private final String expression;
  private byte[] operation = new byte[64];
  private int[] first = new int[64];
  private int[] second = new int[64];
  private ByteSet[] sets = new ByteSet[64];
  private int size;

  Compiler(String expression) {
    this.expression = expression;
    Arrays.fill(sets, ByteSet.NONE);
  }

  /// The program, whose last instruction is where it starts.
  ///
  /// @param captures how many groups are captured
  Program compile(Node node, int captures) {
    int match = emit(Program.MATCH, 0, 0, ByteSet.NONE);
    int start = node.emit(this, match);
    emit(Program.SPLIT, start, start, ByteSet.NONE);
    return new Program(
        Arrays.copyOf(operation, size),
        Arrays.copyOf(first, size),
        Arrays.copyOf(second, size),
        Arrays.copyOf(sets, size),
        1 + 2 * captures);
  }

  /// Directs a repetition into its body or past it, whichever is preferred first.
  void point(int split, int body, int next, boolean greedy) {
    first[split] = greedy ? body : next;
    second[split] = greedy ? next : body;
  }

  int emit(byte code, int one, int two, ByteSet set) {
    if (size == MAX_INSTRUCTIONS) {
      throw new PatternException("too many repetitions", expression, 0);
    }
    if (size == operation.length) {
      operation = Arrays.copyOf(operation, size * 2);
      first = Arrays.copyOf(first, size * 2);
      second = Arrays.copyOf(second, size * 2);
      sets = Arrays.copyOf(sets, size * 2);
    }
    operation[size] = code;
    first[size] = one;
    second[size] = two;
    sets[size] = set;
    return size++;
  }
}

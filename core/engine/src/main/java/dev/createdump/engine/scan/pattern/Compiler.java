package dev.createdump.engine.scan.pattern;

import java.util.Arrays;
import java.util.List;

/// Lays out a pattern as instructions. Works backwards: each part is told where to go on after it.
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
  Program compile(Node node) {
    int match = emit(Program.MATCH, 0, 0, ByteSet.NONE);
    int start = compile(node, match);
    emit(Program.SPLIT, start, start, ByteSet.NONE);
    return new Program(
        Arrays.copyOf(operation, size),
        Arrays.copyOf(first, size),
        Arrays.copyOf(second, size),
        Arrays.copyOf(sets, size));
  }

  private int compile(Node node, int next) {
    return switch (node) {
      case Node.Empty() -> next;
      case Node.One(ByteSet set) -> emit(Program.BYTE, next, 0, set);
      case Node.Place(Node.Assertion assertion) ->
          emit(instruction(assertion), next, 0, ByteSet.NONE);
      case Node.Capture(Node body) -> {
        int close = emit(Program.CLOSE, next, 0, ByteSet.NONE);
        yield emit(Program.OPEN, compile(body, close), 0, ByteSet.NONE);
      }
      case Node.Sequence(List<Node> parts) -> {
        int follow = next;
        for (int i = parts.size() - 1; i >= 0; i--) {
          follow = compile(parts.get(i), follow);
        }
        yield follow;
      }
      case Node.Choice(List<Node> parts) -> {
        int follow = compile(parts.getLast(), next);
        for (int i = parts.size() - 2; i >= 0; i--) {
          follow = emit(Program.SPLIT, compile(parts.get(i), next), follow, ByteSet.NONE);
        }
        yield follow;
      }
      case Node.Repeat repeat -> repeat(repeat, next);
    };
  }

  private int repeat(Node.Repeat repeat, int next) {
    int follow = next;
    if (repeat.max() == Node.UNBOUNDED) {
      int loop = emit(Program.SPLIT, 0, 0, ByteSet.NONE);
      point(loop, compile(repeat.body(), loop), next, repeat.greedy());
      follow = loop;
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++) {
        int body = compile(repeat.body(), follow);
        follow = emit(Program.SPLIT, 0, 0, ByteSet.NONE);
        point(follow, body, next, repeat.greedy());
      }
    }
    for (int i = 0; i < repeat.min(); i++) {
      follow = compile(repeat.body(), follow);
    }
    return follow;
  }

  private static byte instruction(Node.Assertion assertion) {
    return switch (assertion) {
      case START -> Program.AT_START;
      case END -> Program.AT_END;
      case WORD_BOUNDARY -> Program.AT_WORD;
      case NO_WORD_BOUNDARY -> Program.NOT_AT_WORD;
    };
  }

  private void point(int split, int body, int next, boolean greedy) {
    first[split] = greedy ? body : next;
    second[split] = greedy ? next : body;
  }

  private int emit(byte code, int one, int two, ByteSet set) {
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

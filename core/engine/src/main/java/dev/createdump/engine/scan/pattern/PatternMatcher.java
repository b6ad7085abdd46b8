package dev.createdump.engine.scan.pattern;

import java.util.Arrays;

/// Matches one pattern at given places. Confined to one thread; holds no text between matches.
public final class PatternMatcher {
  private final Program program;
  private Threads now;
  private Threads next;
  private int[] stack;

  private byte[] text = {};
  private int from;
  private int to;

  private int groupStart;
  private int groupEnd;
  private int matchEnd;
  private boolean reachedEnd;
  private long steps;

  PatternMatcher(Program program) {
    this.program = program;
    this.now = new Threads(program.size());
    this.next = new Threads(program.size());
    this.stack = new int[32];
  }

  /// Whether the pattern matches at a place of a text, as far as the limit.
  ///
  /// @param bytes the text
  /// @param at where the match must start
  /// @param left what stands before this is not looked at, not even by `\b`
  /// @param right what stands from here on is not looked at
  public boolean lookingAt(byte[] bytes, int at, int left, int right) {
    text = bytes;
    from = left;
    to = right;
    matchEnd = -1;
    reachedEnd = false;
    now.clear();
    add(now, program.size() - 1, at, -1, -1);
    run(at);
    text = new byte[0];
    return matchEnd >= 0;
  }

  private void run(int at) {
    int position = at;
    while (now.size > 0) {
      position = skipAlone(position);
      steps += now.size;
      reachedEnd = position == to;
      next.clear();
      for (int i = 0; i < now.size; i++) {
        int pc = now.dense[i];
        if (program.operation()[pc] == Program.MATCH) {
          matchEnd = position;
          groupStart = now.start[i] < 0 ? at : now.start[i];
          groupEnd = now.start[i] < 0 ? position : now.end[i];
          break;
        }
        if (position < to && program.sets()[pc].contains(text[position])) {
          add(next, program.first()[pc], position + 1, now.start[i], now.end[i]);
        }
      }
      Threads swap = now;
      now = next;
      next = swap;
      position++;
    }
  }

  /// While one thread is alive and byte follows byte, no bookkeeping is needed.
  private int skipAlone(int at) {
    int position = at;
    if (now.size != 1) {
      return position;
    }
    int pc = now.dense[0];
    while (position < to
        && program.operation()[pc] == Program.BYTE
        && program.operation()[program.first()[pc]] == Program.BYTE
        && program.sets()[pc].contains(text[position])) {
      pc = program.first()[pc];
      position++;
      steps++;
    }
    now.replace(pc);
    return position;
  }

  /// Adds what can be reached without taking a byte, in order of preference.
  private void add(Threads threads, int instruction, int position, int open, int close) {
    int depth = push(0, instruction, open, close);
    while (depth > 0) {
      depth -= 3;
      int pc = stack[depth];
      int start = stack[depth + 1];
      int end = stack[depth + 2];
      if (!threads.visit(pc)) {
        continue;
      }
      switch (program.operation()[pc]) {
        case Program.SPLIT -> {
          depth = push(depth, program.second()[pc], start, end);
          depth = push(depth, program.first()[pc], start, end);
        }
        case Program.OPEN -> depth = push(depth, program.first()[pc], position, end);
        case Program.CLOSE -> depth = push(depth, program.first()[pc], start, position);
        case Program.BYTE, Program.MATCH -> threads.append(pc, start, end);
        default -> {
          if (holds(program.operation()[pc], position)) {
            depth = push(depth, program.first()[pc], start, end);
          }
        }
      }
    }
  }

  private int push(int depth, int pc, int start, int end) {
    if (depth + 3 > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[depth] = pc;
    stack[depth + 1] = start;
    stack[depth + 2] = end;
    return depth + 3;
  }

  private boolean holds(byte assertion, int position) {
    return switch (assertion) {
      case Program.AT_START -> position == from;
      case Program.AT_END -> position == to;
      default -> (wordAt(position - 1) != wordAt(position)) == (assertion == Program.AT_WORD);
    };
  }

  private boolean wordAt(int position) {
    return position >= from && position < to && ByteSet.WORD.contains(text[position]);
  }

  /// Where the capturing group starts, or the match where the pattern has none.
  public int start() {
    return groupStart;
  }

  public int end() {
    return groupEnd;
  }

  /// Whether the text ended before the pattern could fail: more text might have matched.
  public boolean reachedEnd() {
    return reachedEnd;
  }

  /// How many instructions were tried since this matcher was made: what a rule costs.
  public long steps() {
    return steps;
  }

  /// The alternatives alive at one position, without duplicates, the preferred first.
  private static final class Threads {
    final int[] dense;
    final int[] start;
    final int[] end;
    int size;
    private final int[] seen;
    private int generation;

    Threads(int capacity) {
      dense = new int[capacity];
      start = new int[capacity];
      end = new int[capacity];
      seen = new int[capacity];
    }

    void clear() {
      size = 0;
      generation++;
    }

    boolean visit(int pc) {
      if (seen[pc] == generation) {
        return false;
      }
      seen[pc] = generation;
      return true;
    }

    void append(int pc, int open, int close) {
      dense[size] = pc;
      start[size] = open;
      end[size] = close;
      size++;
    }

    void replace(int pc) {
      dense[0] = pc;
    }
  }
}

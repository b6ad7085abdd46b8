package dev.createdump.engine.scan.pattern;

import java.util.Arrays;

/// Matches one pattern at given places. Confined to one thread; holds no text between matches.
public final class PatternMatcher {
  private static final byte[] NONE = {};

  private final Program program;
  private final int[] slots;
  private final int[] best;
  private Threads now;
  private Threads next;
  private int[] stack;

  private byte[] text = NONE;
  private int from;
  private int to;

  private boolean matched;
  private int matchEnd;
  private boolean reachedEnd;
  private long steps;

  PatternMatcher(Program program) {
    this.program = program;
    this.slots = new int[program.slots()];
    this.best = new int[program.slots()];
    this.now = new Threads(program);
    this.next = new Threads(program);
    this.stack = new int[32];
  }

  /// Whether the pattern matches at a place of a text, as far as the limit.
  ///
  /// @param bytes the text
  /// @param at where the match must start
  /// @param left what stands before this is not looked at, not even by `\b`
  /// @param right what stands from here on is not looked at
  public boolean lookingAt(byte[] bytes, int at, int left, int right) {
    return match(bytes, at, left, right, false);
  }

  /// Finds the first match that starts at a place or behind it; parameters as above.
  public boolean find(byte[] bytes, int at, int left, int right) {
    return match(bytes, at, left, right, true);
  }

  private boolean match(byte[] bytes, int at, int left, int right, boolean anywhere) {
    text = bytes;
    from = left;
    to = right;
    matched = false;
    reachedEnd = false;
    now.clear();
    start(at);
    run(at, anywhere);
    text = NONE;
    return matched;
  }

  /// Starts a thread, less preferred than those alive.
  private void start(int at) {
    Arrays.fill(slots, -1);
    slots[0] = at;
    add(now, program.start(), at);
  }

  private void run(int at, boolean anywhere) {
    int position = at;
    while (now.size > 0 || (anywhere && !matched && position <= to)) {
      if (anywhere && !matched && position > at) {
        start(position);
      }
      position = anywhere ? position : skipAlone(position);
      steps += now.size;
      reachedEnd = position == to;
      next.clear();
      step(position);
      Threads swap = now;
      now = next;
      next = swap;
      position++;
    }
  }

  private void step(int position) {
    for (int i = 0; i < now.size; i++) {
      int pc = now.dense[i];
      if (program.operation()[pc] == Program.MATCH) {
        matched = true;
        matchEnd = position;
        now.load(i, best);
        return;
      }
      if (position < to && program.sets()[pc].contains(text[position])) {
        now.load(i, slots);
        add(next, program.first()[pc], position + 1);
      }
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

  /// Adds what can be reached without taking a byte, in order of preference. The stack holds
  /// instructions to follow, and slots to set back once what came behind a save was followed.
  private void add(Threads threads, int instruction, int position) {
    int depth = push(0, instruction, 0);
    while (depth > 0) {
      depth -= 2;
      int pc = stack[depth];
      if (pc < 0) {
        slots[~pc] = stack[depth + 1];
        continue;
      }
      if (!threads.visit(pc)) {
        continue;
      }
      switch (program.operation()[pc]) {
        case Program.SPLIT -> {
          depth = push(depth, program.second()[pc], 0);
          depth = push(depth, program.first()[pc], 0);
        }
        case Program.SAVE -> {
          int slot = program.second()[pc];
          depth = push(depth, ~slot, slots[slot]);
          slots[slot] = position;
          depth = push(depth, program.first()[pc], 0);
        }
        case Program.BYTE, Program.MATCH -> threads.append(pc, slots);
        default -> {
          if (holds(program.operation()[pc], position)) {
            depth = push(depth, program.first()[pc], 0);
          }
        }
      }
    }
  }

  private int push(int depth, int instruction, int value) {
    if (depth + 2 > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[depth] = instruction;
    stack[depth + 1] = value;
    return depth + 2;
  }

  private boolean holds(byte assertion, int position) {
    return switch (assertion) {
      case Program.AT_START -> position == from;
      case Program.AT_END -> position == to;
      case Program.AT_LINE_START -> position == from || text[position - 1] == '\n';
      case Program.AT_LINE_END -> position == to || text[position] == '\n';
      default -> (wordAt(position - 1) != wordAt(position)) == (assertion == Program.AT_WORD);
    };
  }

  private boolean wordAt(int position) {
    return position >= from && position < to && ByteSet.WORD.contains(text[position]);
  }

  /// Where the wanted group starts, or the match where no group took part in it.
  public int start() {
    int group = group();
    return group < 0 ? best[0] : best[group];
  }

  public int end() {
    int group = group();
    return group < 0 ? matchEnd : best[group + 1];
  }

  /// Where the whole match starts.
  public int matchStart() {
    return best[0];
  }

  public int matchEnd() {
    return matchEnd;
  }

  private int group() {
    for (int slot = 1; slot < best.length; slot += 2) {
      if (best[slot] >= 0 && best[slot + 1] > best[slot]) {
        return slot;
      }
    }
    return -1;
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
    int size;
    private final int width;
    private final int[] slots;
    private final int[] seen;
    private int generation;

    Threads(Program program) {
      width = program.slots();
      dense = new int[program.size()];
      slots = new int[program.size() * width];
      seen = new int[program.size()];
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

    void append(int pc, int[] from) {
      dense[size] = pc;
      copy(from, 0, slots, size * width);
      size++;
    }

    void load(int index, int[] into) {
      copy(slots, index * width, into, 0);
    }

    /// By hand: the slots are few, and a call costs more than they do.
    private void copy(int[] source, int at, int[] target, int place) {
      for (int i = 0; i < width; i++) {
        target[place + i] = source[at + i];
      }
    }

    void replace(int pc) {
      dense[0] = pc;
    }
  }
}

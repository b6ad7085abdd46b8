package dev.createdump.engine.scan.pattern;

import java.util.List;

/// A pattern as its parser understood it. Each part lays itself out as instructions, told where to
/// go on after it: dispatch by method, as a switch over types costs ten milliseconds at start-up.
sealed interface Node {
  /// No upper end of a repetition.
  int UNBOUNDED = -1;

  /// Emits the instructions of this part and returns where it starts.
  int emit(Compiler compiler, int next);

  /// Nothing: always matches, takes no byte.
  record Empty() implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      return next;
    }
  }

  /// One byte of a set.
  record One(ByteSet set) implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      return compiler.emit(Program.BYTE, next, 0, set);
    }
  }

  /// A condition on the place between two bytes.
  ///
  /// @param operation the instruction that tests it
  record Place(byte operation) implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      return compiler.emit(operation, next, 0, ByteSet.NONE);
    }
  }

  /// Parts one after the other.
  record Sequence(List<Node> parts) implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      int follow = next;
      for (int i = parts.size() - 1; i >= 0; i--) {
        follow = parts.get(i).emit(compiler, follow);
      }
      return follow;
    }
  }

  /// The first alternative that lets the whole match wins.
  record Choice(List<Node> parts) implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      int follow = parts.getLast().emit(compiler, next);
      for (int i = parts.size() - 2; i >= 0; i--) {
        int preferred = parts.get(i).emit(compiler, next);
        follow = compiler.emit(Program.SPLIT, preferred, follow, ByteSet.NONE);
      }
      return follow;
    }
  }

  /// A part several times.
  ///
  /// @param max the most repetitions, or {@link #UNBOUNDED}
  record Repeat(Node body, int min, int max, boolean greedy) implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      int follow = next;
      if (max == UNBOUNDED) {
        int loop = compiler.emit(Program.SPLIT, 0, 0, ByteSet.NONE);
        compiler.point(loop, body.emit(compiler, loop), next, greedy);
        follow = loop;
      } else {
        for (int i = min; i < max; i++) {
          int part = body.emit(compiler, follow);
          follow = compiler.emit(Program.SPLIT, 0, 0, ByteSet.NONE);
          compiler.point(follow, part, next, greedy);
        }
      }
      for (int i = 0; i < min; i++) {
        follow = body.emit(compiler, follow);
      }
      return follow;
    }
  }

  /// A group whose range the match reports.
  ///
  /// @param number which of the captured groups, from 0
  record Capture(Node body, int number) implements Node {
    @Override
    public int emit(Compiler compiler, int next) {
      int close = compiler.emit(Program.SAVE, next, 2 * number + 2, ByteSet.NONE);
      int start = body.emit(compiler, close);
      return compiler.emit(Program.SAVE, start, 2 * number + 1, ByteSet.NONE);
    }
  }
}

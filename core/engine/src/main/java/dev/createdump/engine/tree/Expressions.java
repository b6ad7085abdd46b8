package dev.createdump.engine.tree;

import dev.createdump.engine.scan.pattern.BytePattern;
import dev.createdump.engine.scan.pattern.PatternMatcher;
import java.util.ArrayList;
import java.util.List;

/// The regular expressions of one key. Several threads may ask, each with a search of its own.
public final class Expressions {
  private final TreeSelection.Given given;
  private final List<BytePattern> patterns = new ArrayList<>();

  /// Only ever set to true, and read when all threads are done.
  private final boolean[] used;

  /// @throws dev.createdump.engine.scan.pattern.PatternException where one is not understood
  public Expressions(TreeSelection.Given given) {
    this.given = given;
    this.used = new boolean[given.values().size()];
    for (String value : given.values()) {
      patterns.add(BytePattern.compile(value));
    }
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  String key() {
    return given.key();
  }

  String origin() {
    return given.origin();
  }

  /// The key with one of its expressions and where that was written down.
  String words(int index) {
    return given.words(index);
  }

  /// What to say of expressions that matched nothing.
  ///
  /// @param what they were tried on
  void idle(String what, List<String> idle) {
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        idle.add(words(i) + " matches " + what);
      }
    }
  }

  /// A way to search, of one thread.
  final class Search {
    private final List<PatternMatcher> matchers = new ArrayList<>();

    Search() {
      for (BytePattern pattern : patterns) {
        matchers.add(pattern.matcher());
      }
    }

    /// The position of the first expression that matches somewhere in a text; -1 for none.
    int first(byte[] text) {
      int first = -1;
      for (int i = 0; i < matchers.size(); i++) {
        // What is known to match is asked only while nothing else does.
        if ((first < 0 || !used[i]) && matchers.get(i).find(text, 0, 0, text.length)) {
          used[i] = true;
          first = first < 0 ? i : first;
        }
      }
      return first;
    }
  }
}

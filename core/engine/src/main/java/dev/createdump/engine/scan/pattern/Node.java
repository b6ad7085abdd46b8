package dev.createdump.engine.scan.pattern;

import java.util.List;

/// A pattern as its parser understood it.
sealed interface Node {
  /// Nothing: always matches, takes no byte.
  record Empty() implements Node {}

  /// One byte of a set.
  record One(ByteSet set) implements Node {}

  /// A condition on the place between two bytes.
  record Place(Assertion assertion) implements Node {}

  record Sequence(List<Node> parts) implements Node {}

  /// The first alternative that lets the whole match wins.
  record Choice(List<Node> parts) implements Node {}

  /// @param max the most repetitions, or {@link #UNBOUNDED}
  record Repeat(Node body, int min, int max, boolean greedy) implements Node {}

  /// The group whose range the match reports.
  record Capture(Node body) implements Node {}

  int UNBOUNDED = -1;

  enum Assertion {
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY,
    START,
    END
  }
}

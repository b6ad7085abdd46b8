package dev.createdump.engine;

import dev.createdump.engine.base.Failure;

/// What processes end with, which the command line alone decides; an index repeats it.
public interface ExitOrder {
  /// The code of a project that was dumped.
  int of(Outcome outcome);

  /// The code of a project that was not.
  int of(Failure failure);

  /// The code of a bug.
  int bug();

  /// The more severe of two codes.
  int worse(int one, int other);
}

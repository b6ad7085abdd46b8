package dev.createdump.engine;

import dev.createdump.engine.cache.StandingDump;
import java.util.function.Consumer;

/// How a run over a tree ended.
public sealed interface TreeRun {
  /// A dump was made.
  ///
  /// @param keep takes what was said of it, so that a later run that would make it again can say
  /// the
  ///     same
  record Made(Outcome outcome, Consumer<StandingDump.Told> keep) implements TreeRun {}

  /// The dump of an earlier run is what this one would make; nothing was written.
  record Standing(StandingDump dump) implements TreeRun {}
}

package dev.createdump.engine.watch;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Waits until something happened to a tree, and until that counts as finished.
///
/// @param nanos a clock that only counts on
public record Settling(LongSupplier nanos) {
  /// So long nothing must happen before what happened counts as finished.
  static final long QUIET_MILLIS = 200;

  /// Where something happens all the time, it is taken in between.
  static final long BUSY_MILLIS = 5_000;

  /// So long git may be at work; a lock that is older was left behind.
  static final long LOCKED_MILLIS = 30_000;

  /// So often it is asked whether the tree is still there.
  static final long LOOK_MILLIS = 1_000;

  /// Waits; ends at once where the tree is gone.
  ///
  /// @param own what this program does itself, and does not count
  /// @param there whether the tree is still there
  /// @param locked whether git is in the middle of something
  public void await(ChangeFeed feed, OwnFiles own, BooleanSupplier there, BooleanSupplier locked)
      throws InterruptedException {
    while (!feed.await(LOOK_MILLIS, own)) {
      if (!there.getAsBoolean()) {
        return;
      }
    }
    long begun = nanos.getAsLong();
    boolean goesOn = true;
    while (goesOn) {
      boolean more = feed.await(QUIET_MILLIS, own);
      long millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - begun);
      goesOn = (more && millis < BUSY_MILLIS) || (millis < LOCKED_MILLIS && locked.getAsBoolean());
    }
  }
}

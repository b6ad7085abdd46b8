package dev.createdump.spi.support.forge;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import java.time.Duration;
import java.time.Instant;

/// The time that one call of the forge may take, with all its requests, pauses and retries.
public final class Budget {
  /// How often one thing is tried at most, the first time included.
  public static final int ATTEMPTS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final String forge;
  private final Pace pace;
  private final Instant end;

  /// @param forge the forge's name, for messages
  public Budget(String forge, Pace pace, Duration deadline) {
    this.forge = forge;
    this.pace = pace;
    this.end = pace.now().plus(deadline);
  }

  public Instant now() {
    return pace.now();
  }

  /// How much of it is left, never negative.
  public Duration left() {
    Duration left = Duration.between(pace.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Pauses before the next attempt: twice as long each time, between half and all of it, and never
  /// shorter than the server asked for.
  ///
  /// @param attempt the number of the attempt that failed, from 1
  /// @return false, at once, where no attempt or not enough time is left
  public boolean pause(int attempt, Duration atLeast) throws ForgeException {
    double share = 0.5 + pace.jitter() / 2;
    long backoff = (long) (FIRST_PAUSE.toMillis() * share * (1L << Math.min(attempt - 1, 10)));
    Duration pause = Duration.ofMillis(Math.max(backoff, atLeast.toMillis()));
    if (attempt >= ATTEMPTS || pause.compareTo(left()) >= 0) {
      return false;
    }
    try {
      pace.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// What to throw where the time is over before an attempt began.
  ForgeException over() {
    return new ForgeException(
        Code.UNAVAILABLE, "the time for speaking with " + forge + " is over", null);
  }

  /// Keeps the thread's interruption and says so.
  ForgeException interrupted() {
    Thread.currentThread().interrupt();
    return new ForgeException(Code.UNAVAILABLE, "interrupted while waiting for " + forge, null);
  }
}

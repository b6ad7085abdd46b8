package dev.createdump.engine.base;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;

/// The time of the run, read here alone. `SOURCE_DATE_EPOCH` (seconds since 1970, see
/// reproducible-builds.org) stands in for the wall clock where it is set.
public final class RunClock {
  private final Clock clock;

  private RunClock(Clock clock) {
    this.clock = clock;
  }

  /// The machine's clock, or the fixed time of `SOURCE_DATE_EPOCH`.
  ///
  /// @throws Failure.Usage where the variable is no number of seconds
  public static RunClock of(Environment environment) throws Failure.Usage {
    var epoch = environment.get("SOURCE_DATE_EPOCH");
    if (epoch.isEmpty()) {
      return new RunClock(Clock.systemUTC());
    }
    try {
      Instant fixed = Instant.ofEpochSecond(Long.parseLong(epoch.get()));
      return new RunClock(Clock.fixed(fixed, java.time.ZoneOffset.UTC));
    } catch (NumberFormatException | DateTimeException e) {
      throw new Failure.Usage(
          "SOURCE_DATE_EPOCH=" + epoch.get() + " is no number of seconds since 1970",
          "Unset it, or set it to the time of the last commit.");
    }
  }

  /// The machine's clock, whatever the environment says: for what binds others, such as how long an
  /// object must be kept.
  public static Instant wall() {
    return Instant.now();
  }

  /// The time by the wall clock, whatever `SOURCE_DATE_EPOCH` says: for what must not be put off.
  public static Instant wallTime() {
    return Instant.now();
  }

  /// A clock that stands still at this moment, for what is one run in several parts.
  public RunClock stopped() {
    return new RunClock(Clock.fixed(clock.instant(), java.time.ZoneOffset.UTC));
  }

  public Instant now() {
    return clock.instant();
  }
}

package dev.createdump.spi.support;

import dev.createdump.spi.ForgeException;
import java.io.IOException;
import java.time.Duration;

/// A request that must not be repeated blindly failed: perhaps it was carried out, or it has to
/// wait and may be out of date by then. Only looking can tell. Never leaves an adapter.
///
/// Deliberately none of the JDK's socket exceptions: client libraries repeat a request that failed
/// with one of those, whatever the request was.
public final class UnclearException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ForgeException failure;
  private final Duration atLeast;

  /// @param failure what to report where looking does not help
  public UnclearException(ForgeException failure) {
    this(failure, Duration.ZERO);
  }

  /// @param failure what to report where looking does not help
  /// @param atLeast how long the server asks us to stay away
  public UnclearException(ForgeException failure, Duration atLeast) {
    super(failure.getMessage(), failure);
    this.failure = failure;
    this.atLeast = atLeast;
  }

  /// How long to wait before looking: what the server asks for, and not less than a given time.
  public Duration wait(Duration least) {
    return atLeast.compareTo(least) > 0 ? atLeast : least;
  }

  /// What to report where looking does not help.
  public ForgeException failure() {
    return failure;
  }
}

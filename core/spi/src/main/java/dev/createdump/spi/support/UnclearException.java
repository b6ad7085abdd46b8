package dev.createdump.spi.support;

import dev.createdump.spi.ForgeException;
import java.io.IOException;

/// A request that must not be repeated blindly failed in a way that leaves open whether it was
/// carried out. Only looking can tell. Never leaves an adapter.
///
/// Deliberately none of the JDK's socket exceptions: client libraries repeat a request that failed
/// with one of those, whatever the request was.
public final class UnclearException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ForgeException failure;

  /// @param failure what to report where looking does not help
  public UnclearException(ForgeException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /// What to report where looking does not help.
  public ForgeException failure() {
    return failure;
  }
}

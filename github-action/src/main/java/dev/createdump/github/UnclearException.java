package dev.createdump.github;

import dev.createdump.spi.ForgeException;
import java.io.IOException;

/// A request that must not be repeated blindly failed in a way that leaves open whether it was
/// carried out. Only looking can tell.
///
/// Deliberately none of the JDK's socket exceptions: github-api repeats a request that failed with
/// one of those, whatever the request was.
final class UnclearException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ForgeException failure;

  /// @param failure what to report where looking does not help
  UnclearException(ForgeException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  ForgeException failure() {
    return failure;
  }
}

package dev.createdump.gitlab;

import dev.createdump.spi.ForgeException;
import java.io.IOException;

/// A request that must not be repeated blindly failed in a way that leaves open whether it was
/// carried out. Only looking can tell. Never leaves the adapter.
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

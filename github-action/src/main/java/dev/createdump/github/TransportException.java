package dev.createdump.github;

import java.io.IOException;

/// An attempt that ended without an answer. Never leaves {@link RetryingConnector}.
final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean perhapsProcessed;

  /// @param perhapsProcessed whether the server may have seen the request
  TransportException(String message, boolean perhapsProcessed) {
    super(message);
    this.perhapsProcessed = perhapsProcessed;
  }

  boolean perhapsProcessed() {
    return perhapsProcessed;
  }
}

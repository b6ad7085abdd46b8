package dev.createdump.spi.support.forge;

import java.io.IOException;

/// An attempt that ended without an answer. Never leaves the adapter.
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean perhapsProcessed;

  /// @param perhapsProcessed whether the server may have seen the request
  public TransportException(String message, boolean perhapsProcessed) {
    super(message);
    this.perhapsProcessed = perhapsProcessed;
  }

  /// Whether the server may have seen the request.
  public boolean perhapsProcessed() {
    return perhapsProcessed;
  }
}

package dev.createdump.spi;

/// A keyless signature that cannot be made or does not verify; the message says why, and goes on
/// behind a subject ("does not verify: …").
public final class KeylessException extends Exception {
  private static final long serialVersionUID = 1L;

  public KeylessException(String message) {
    super(message);
  }

  public KeylessException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.createdump.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A payload cannot be read, or is not what it announced. A store reports it as
/// {@link StoreException.Code#CORRUPT} and makes nothing visible.
public final class PayloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong with the payload
  /// @param cause why it could not be read, or null where it was read and differs
  public PayloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

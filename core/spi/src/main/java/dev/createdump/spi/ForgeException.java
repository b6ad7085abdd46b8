package dev.createdump.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A forge could not do what it was asked.
public final class ForgeException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Why a forge could not do what it was asked.
  public enum Code {
    /// There is no such repository or pull request, or the token may not see it.
    NOT_FOUND,
    /// The token is missing, expired, or may only read.
    DENIED,
    /// The forge refused the request as it is.
    INVALID,
    /// What was to be said tells of a commit that is the head no more.
    OUTDATED,
    /// A rate limit lasts longer than the deadline.
    THROTTLED,
    /// The forge cannot be reached, or kept failing until the deadline.
    UNAVAILABLE
  }

  private final Code code;

  /// @param code what went wrong, for programs
  /// @param message what went wrong and what to do next, for people; never holds a token
  /// @param cause the underlying exception, or null
  public ForgeException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}

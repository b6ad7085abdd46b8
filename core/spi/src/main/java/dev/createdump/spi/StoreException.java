package dev.createdump.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A store could not do what it was asked. Programs act on the code, people read the message.
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Why a store could not do what it was asked. Never extended without a new exit code or a place
  /// in an existing one.
  public enum Code {
    /// There is no such object, container or bucket.
    NOT_FOUND(false),
    /// An object has this key, and the precondition forbids that.
    ALREADY_EXISTS(false),
    /// The credentials are missing, expired or do not suffice.
    DENIED(false),
    /// The request makes no sense to the store: a bad name, region, or argument.
    INVALID(false),
    /// The store lacks the capability that was asked for.
    UNSUPPORTED(false),
    /// What arrived is not what was sent.
    CORRUPT(false),
    /// The store asks for patience, and the deadline passed.
    THROTTLED(true),
    /// The store cannot be reached or broke off, and the deadline passed.
    UNAVAILABLE(true),
    /// Something the uploader does not know. Never retried: what is not understood is not repeated.
    UNKNOWN(false);

    private final boolean retryable;

    Code(boolean retryable) {
      this.retryable = retryable;
    }

    /// Whether the same request may succeed later, unchanged.
    public boolean retryable() {
      return retryable;
    }
  }

  private final Code code;
  private final String subject;

  /// @param code what went wrong, for programs
  /// @param subject the URI or key it went wrong with; never holds a credential
  /// @param message what went wrong and what to do next, for people
  /// @param cause the SDK's own exception, or null
  public StoreException(Code code, String subject, String message, @Nullable Throwable cause) {
    super(subject + ": " + message, cause);
    this.code = code;
    this.subject = subject;
  }

  public StoreException(Code code, String subject, String message) {
    this(code, subject, message, null);
  }

  public Code code() {
    return code;
  }

  public String subject() {
    return subject;
  }
}

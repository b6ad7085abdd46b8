package dev.createdump.gcs;

import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import dev.createdump.spi.PayloadException;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.support.Causes;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/// Gives the errors of Google Cloud Storage and of its client their code, by status and reason as
/// "HTTP status and error codes for JSON" lists them.
final class GcsErrors {
  private GcsErrors() {}

  /// The exception to throw for one that came out of the client. An exception that is a bug rather
  /// than a refusal is thrown as it is.
  static StoreException of(String subject, Exception e) {
    PayloadException payload = Causes.find(PayloadException.class, e);
    if (payload != null) {
      return failure(Code.CORRUPT, subject, String.valueOf(payload.getMessage()), e);
    }
    StoreException known = Causes.find(StoreException.class, e);
    if (known != null) {
      return known;
    }
    Retryable token = Causes.find(Retryable.class, e);
    if (token != null) {
      return token(subject, token.isRetryable(), e);
    }
    StorageException answer = Causes.find(StorageException.class, e);
    if (answer != null && answer.getCode() > 0) {
      return answered(subject, answer);
    }
    return unreached(subject, e);
  }

  /// What to throw where the deadline passed while the client waited for an answer.
  static StoreException late(String subject, Duration deadline) {
    return new StoreException(
        Code.UNAVAILABLE,
        subject,
        "Google did not finish until the deadline of " + deadline.toSeconds() + " s");
  }

  /// A token for the credentials was not to be had.
  private static StoreException token(String subject, boolean later, Exception e) {
    if (later) {
      return failure(Code.UNAVAILABLE, subject, "Google hands out no token at the moment", e);
    }
    boolean clock = text(e).contains("iat") || text(e).contains("reasonable timeframe");
    return failure(
        Code.DENIED,
        subject,
        clock
            ? "Google hands out no token: this machine's clock is wrong"
            : "Google does not accept the credentials for a token",
        e);
  }

  private static StoreException answered(String subject, StorageException e) {
    String reason = e.getReason() == null ? "" : e.getReason();
    String told = reason.isEmpty() ? "status " + e.getCode() : reason + ", status " + e.getCode();
    return switch (e.getCode()) {
      case 400 -> refused(subject, told, e);
      case 401 ->
          failure(Code.DENIED, subject, "Google does not accept the token: is it expired?", e);
      case 403 -> denied(subject, reason, told, e);
      case 404, 410 -> missing(subject, e);
      case 412 -> failure(Code.ALREADY_EXISTS, subject, "an object has this key", e);
      case 429 -> failure(Code.THROTTLED, subject, "Google asks for patience", e);
      case 405, 501 -> failure(Code.UNSUPPORTED, subject, "this service cannot do it: " + told, e);
      case 408 -> failure(Code.UNAVAILABLE, subject, "Google waited for the request in vain", e);
      default ->
          e.getCode() >= 500
              ? failure(Code.UNAVAILABLE, subject, "Google failed: " + told, e)
              : failure(
                  e.getCode() >= 400 ? Code.INVALID : Code.UNKNOWN,
                  subject,
                  "Google refuses the request: " + told,
                  e);
    };
  }

  private static StoreException refused(String subject, String told, StorageException e) {
    String text = text(e);
    if ((text.contains("crc32c") || text.contains("md5")) && text.contains("match")) {
      return failure(Code.CORRUPT, subject, "what arrived is not what was sent", e);
    }
    if (text.contains("requester pays") || text.contains("userprojectmissing")) {
      return failure(
          Code.INVALID, subject, "whoever asks pays for this bucket: set requester_pays", e);
    }
    if (text.contains("retention") && text.contains("not enabled")) {
      return failure(
          Code.UNSUPPORTED, subject, "object retention is not enabled for this bucket", e);
    }
    return failure(Code.INVALID, subject, "Google refuses the request: " + told, e);
  }

  private static StoreException denied(
      String subject, String reason, String told, StorageException e) {
    return switch (reason) {
      case "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded" ->
          failure(Code.THROTTLED, subject, "Google asks for patience: " + reason, e);
      case "retentionPolicyNotMet", "objectUnderActiveHold" ->
          failure(Code.DENIED, subject, "the object is locked and cannot be replaced", e);
      default ->
          failure(
              Code.DENIED,
              subject,
              "the credentials do not suffice ("
                  + told
                  + "); what is needed are the roles Storage Object Creator and Viewer",
              e);
    };
  }

  private static StoreException missing(String subject, StorageException e) {
    return text(e).contains("bucket does not exist")
        ? failure(
            Code.NOT_FOUND, subject, "there is no such bucket; create it, or correct the URI", e)
        : failure(Code.NOT_FOUND, subject, "no such object", e);
  }

  private static StoreException unreached(String subject, Exception e) {
    if (text(e).contains("does not support refreshing")) {
      return failure(Code.DENIED, subject, "Google does not accept the token: is it expired?", e);
    }
    if (text(e).contains("metadata server")) {
      return failure(
          Code.DENIED,
          subject,
          "no credentials: set GOOGLE_APPLICATION_CREDENTIALS to a credential configuration, or"
              + " run where the machine has a service account",
          e);
    }
    if (Causes.find(UnknownHostException.class, e) != null) {
      return failure(Code.UNAVAILABLE, subject, "the host is not known; is there a network?", e);
    }
    if (Causes.find(SSLException.class, e) != null) {
      return failure(
          Code.UNAVAILABLE, subject, "no trusted TLS connection; is a ca_bundle missing?", e);
    }
    if (Causes.find(IOException.class, e) != null
        || Causes.find(InterruptedException.class, e) != null) {
      return failure(Code.UNAVAILABLE, subject, "the connection failed or broke off", e);
    }
    if (e instanceof StorageException) {
      return failure(Code.UNKNOWN, subject, "unexpected: " + e.getMessage(), e);
    }
    if (e instanceof RuntimeException bug) {
      throw bug;
    }
    return failure(Code.UNKNOWN, subject, "unexpected: " + e.getClass().getSimpleName(), e);
  }

  /// What the exception and its causes say, in lower case: only to be searched.
  private static String text(Throwable e) {
    return Causes.messages(e).toLowerCase(Locale.ROOT);
  }

  private static StoreException failure(Code code, String subject, String message, Exception e) {
    return new StoreException(code, subject, message, e);
  }
}

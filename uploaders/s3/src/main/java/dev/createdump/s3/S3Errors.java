package dev.createdump.s3;

import dev.createdump.spi.PayloadException;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.support.Causes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the SDK's and S3's errors mean, in the codes of stores. The names are those of S3's list of
/// error responses, and of the stores that speak its protocol.
final class S3Errors {
  static final String PROXY_PASSWORD = "the proxy asks for a password, which is not supported";

  private S3Errors() {}

  /// Two conditional writes at once; the one that is told so may try again.
  static boolean isConflict(Throwable e) {
    return e instanceof AwsServiceException service
        && service.statusCode() == 409
        && name(service).equals("ConditionalRequestConflict");
  }

  /// An answer whose connection ended while it was read; the SDK, which repeats what was never
  /// answered, takes it for an answer that cannot be understood.
  static boolean isBrokenOff(Throwable e) {
    return Causes.find(IOException.class, e) != null
        && Causes.find(PayloadException.class, e) == null;
  }

  /// @param lastStatus what the last attempt was answered, 0 where that is not known
  /// @throws CancellationException where the thread was interrupted
  static StoreException of(String subject, Throwable error, int lastStatus) {
    PayloadException payload = Causes.find(PayloadException.class, error);
    if (payload != null) {
      return new StoreException(Code.CORRUPT, subject, String.valueOf(payload.getMessage()), error);
    }
    if (error instanceof StoreException known) {
      return known;
    }
    if (error instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("cancelled: " + subject);
      cancelled.initCause(error);
      throw cancelled;
    }
    if (error instanceof AwsServiceException service) {
      return new StoreException(code(service), subject, message(service), error);
    }
    if (error instanceof ApiCallTimeoutException
        || error instanceof ApiCallAttemptTimeoutException) {
      return late(subject, error, lastStatus);
    }
    if (error instanceof SdkClientException client) {
      return client(subject, client);
    }
    if (error instanceof UncheckedIOException unread
        && unread.getCause() instanceof FileSystemException file) {
      return new StoreException(
          Code.DENIED,
          subject,
          "no usable credentials: " + file.getFile() + " cannot be read",
          error);
    }
    if (error instanceof SdkException) {
      return new StoreException(Code.UNKNOWN, subject, String.valueOf(error.getMessage()), error);
    }
    return new StoreException(Code.UNKNOWN, subject, error.toString(), error);
  }

  /// The deadline ended the retries of what the store answered last. The one refusal that the SDK
  /// repeats is that of a wrong clock.
  private static StoreException late(String subject, Throwable error, int lastStatus) {
    return switch (lastStatus) {
      case 429, 503 ->
          new StoreException(
              Code.THROTTLED, subject, "the store asks for patience, until the deadline", error);
      case 403 ->
          new StoreException(
              Code.DENIED,
              subject,
              "refused until the deadline; is this machine's clock right?",
              error);
      case 0 ->
          new StoreException(Code.UNAVAILABLE, subject, "no answer within the deadline", error);
      default ->
          new StoreException(
              Code.UNAVAILABLE,
              subject,
              "no success within the deadline; the last answer was " + lastStatus,
              error);
    };
  }

  private static StoreException client(String subject, SdkClientException error) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("credentials")
        || message.contains("WebIdentity")
        || message.contains("security token")) {
      return new StoreException(
          Code.DENIED,
          subject,
          "no usable credentials: "
              + firstLine(message)
              + "; `create-dump store check` tells where"
              + " they are looked for",
          error);
    }
    if (message.contains(PROXY_PASSWORD)) {
      return new StoreException(Code.UNAVAILABLE, subject, PROXY_PASSWORD, error);
    }
    Throwable tls = Causes.find(SSLException.class, error);
    tls = tls == null ? Causes.find(CertificateException.class, error) : tls;
    if (tls != null) {
      return new StoreException(
          Code.UNAVAILABLE,
          subject,
          "no secure connection: "
              + firstLine(String.valueOf(tls.getMessage()))
              + "; a CA of your own belongs in ca_bundle or AWS_CA_BUNDLE",
          error);
    }
    IOException network = Causes.find(IOException.class, error);
    if (network != null) {
      return new StoreException(
          Code.UNAVAILABLE,
          subject,
          "the store is not reached: " + firstLine(network.toString()),
          error);
    }
    return new StoreException(Code.UNKNOWN, subject, firstLine(message), error);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String name(AwsServiceException e) {
    String name = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return name == null ? "" : name;
  }

  static Code code(AwsServiceException e) {
    Code byName = byName(name(e));
    if (byName != null) {
      return byName;
    }
    return switch (e.statusCode()) {
      case 400, 405, 411, 416, 301, 307 -> Code.INVALID;
      case 401, 403 -> Code.DENIED;
      case 404 -> Code.NOT_FOUND;
      case 409, 412 -> Code.ALREADY_EXISTS;
      case 408, 500, 502, 504 -> Code.UNAVAILABLE;
      case 429, 503 -> Code.THROTTLED;
      case 501 -> Code.UNSUPPORTED;
      default -> Code.UNKNOWN;
    };
  }

  private static @Nullable Code byName(String name) {
    return switch (name) {
      case "NoSuchKey", "NoSuchBucket", "NoSuchVersion" -> Code.NOT_FOUND;
      case "PreconditionFailed" -> Code.ALREADY_EXISTS;
      case "AccessDenied",
          "AllAccessDisabled",
          "AccountProblem",
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidObjectState",
          "InvalidToken",
          "NotSignedUp",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired" ->
          Code.DENIED;
      case "BadDigest",
          "InvalidDigest",
          "IncompleteBody",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch" ->
          Code.CORRUPT;
      case "NotImplemented", "MethodNotAllowed" -> Code.UNSUPPORTED;
      case "SlowDown",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "TooManyRequests" ->
          Code.THROTTLED;
      case "InternalError",
          "InternalFailure",
          "OperationAborted",
          "ConditionalRequestConflict",
          "NoSuchUpload",
          "RequestTimeout",
          "ServiceUnavailable" ->
          Code.UNAVAILABLE;
      case "AuthorizationHeaderMalformed",
          "EntityTooLarge",
          "IllegalLocationConstraintException",
          "InvalidArgument",
          "InvalidBucketName",
          "InvalidPart",
          "InvalidPartOrder",
          "InvalidStorageClass",
          "InvalidTag",
          "KeyTooLongError",
          "KMS.NotFoundException",
          "PermanentRedirect",
          "TemporaryRedirect" ->
          Code.INVALID;
      default -> null;
    };
  }

  private static String message(AwsServiceException e) {
    String said = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
    String text = said == null || said.isEmpty() ? "status " + e.statusCode() : firstLine(said);
    String name = name(e);
    String told = (name.isEmpty() ? "" : name + ": ") + text;
    String next = remedy(name, e, told.toLowerCase(Locale.ROOT));
    return next.isEmpty() ? told : told + "; " + next;
  }

  private static String remedy(String name, AwsServiceException e, String told) {
    return switch (name) {
      case "NoSuchBucket" -> "its owner creates it, create-dump never does";
      case "AccessDenied" ->
          "the credentials need s3:PutObject, s3:GetObject and s3:ListBucket here";
      case "ExpiredToken", "TokenRefreshRequired" -> "get new credentials, or ones that renew";
      case "RequestTimeTooSkewed" -> "this machine's clock is wrong";
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "IllegalLocationConstraintException" ->
          region(e);
      case "PreconditionFailed" -> "an object has this key";
      case "InvalidObjectState" -> "the object is archived; restore it first";
      case "NotImplemented" -> "this store lacks what was asked for";
      default -> e.statusCode() == 301 || told.contains("region") ? region(e) : "";
    };
  }

  private static String region(AwsServiceException e) {
    String right =
        e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
            ? ""
            : e.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .orElse("");
    return right.isEmpty()
        ? "set region to the bucket's own"
        : "the bucket is in " + right + ": set region";
  }
}

package dev.createdump.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import dev.createdump.spi.PayloadException;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.support.Causes;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Gives the errors of Azure and of its SDK their code. By the error code first, as Azure lists
/// them in "Blob Storage error codes" and "Common REST API error codes", then by the status.
final class AzureErrors {
  private AzureErrors() {}

  /// The exception to throw for one that came out of the SDK. An exception that is a bug rather
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
    HttpResponseException answer = Causes.find(HttpResponseException.class, e);
    if (answer != null && answer.getResponse() != null) {
      return answered(subject, answer);
    }
    if (Causes.find(InterruptedException.class, e) != null) {
      return failure(Code.UNAVAILABLE, subject, "interrupted", e);
    }
    return unreached(subject, e);
  }

  /// The code and a sentence for an answer that is an error; for one that Azure may well give again
  /// and again until the deadline too.
  static StoreException answered(String subject, HttpResponseException e) {
    int status = e.getResponse().getStatusCode();
    String error = errorCode(e);
    return switch (error) {
      case "BlobAlreadyExists", "UnauthorizedBlobOverwrite" ->
          failure(Code.ALREADY_EXISTS, subject, "an object has this key", e);
      case "BlobNotFound" -> failure(Code.NOT_FOUND, subject, "no such object", e);
      case "ContainerNotFound", "ContainerBeingDeleted" ->
          failure(
              Code.NOT_FOUND,
              subject,
              "there is no such container; create it, or correct the URI",
              e);
      case "AuthenticationFailed" ->
          failure(Code.DENIED, subject, "Azure does not accept the credentials" + why(e), e);
      case "InvalidAuthenticationInfo", "NoAuthenticationInformation", "InvalidSasToken" ->
          failure(Code.DENIED, subject, "Azure does not accept the credentials: " + error, e);
      case "Md5Mismatch", "Crc64Mismatch", "InvalidMd5" ->
          failure(Code.CORRUPT, subject, "what arrived is not what was sent: " + error, e);
      case "BlobImmutableDueToPolicy", "BlobImmutableDueToLegalHold" ->
          failure(Code.DENIED, subject, "the object is locked and cannot be replaced", e);
      case "BlobUsesCustomerSpecifiedEncryption" ->
          failure(Code.DENIED, subject, "the object is encrypted with another key or scope", e);
      case "BlobArchived", "BlobBeingRehydrated" ->
          failure(Code.UNAVAILABLE, subject, "the object is in the archive; rehydrate it first", e);
      case "ServerBusy" -> failure(Code.THROTTLED, subject, "Azure asks for patience", e);
      case "ConditionHeadersNotSupported", "FeatureNotSupportedByThisAccount" ->
          failure(Code.UNSUPPORTED, subject, "this account cannot do it: " + error, e);
      default -> byStatus(subject, status, error, e);
    };
  }

  private static StoreException byStatus(
      String subject, int status, String error, HttpResponseException e) {
    String told = error.isEmpty() ? "status " + status : error + ", status " + status;
    return switch (status) {
      case 401, 407 -> failure(Code.DENIED, subject, "Azure does not let us in: " + told, e);
      case 403 ->
          failure(
              Code.DENIED,
              subject,
              "the credentials do not suffice ("
                  + told
                  + "); what is needed is the role Storage"
                  + " Blob Data Contributor, or a SAS that may read, create, write and list",
              e);
      case 404 -> failure(Code.NOT_FOUND, subject, "Azure does not find it: " + told, e);
      case 409 -> failure(Code.INVALID, subject, "Azure refuses it as it is: " + told, e);
      case 412 ->
          failure(Code.UNAVAILABLE, subject, "the object was replaced meanwhile: " + told, e);
      case 429 -> failure(Code.THROTTLED, subject, "Azure asks for patience", e);
      case 501 -> failure(Code.UNSUPPORTED, subject, "this service cannot do it: " + told, e);
      default -> {
        if (status >= 500 || status == 408) {
          yield failure(Code.UNAVAILABLE, subject, "Azure failed: " + told, e);
        }
        yield status >= 400
            ? failure(Code.INVALID, subject, "Azure refuses the request: " + told, e)
            : failure(Code.UNKNOWN, subject, "Azure answered " + told, e);
      }
    };
  }

  /// Says more where the usual reasons can be told apart: a wrong clock, and a SAS that is over.
  private static String why(HttpResponseException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("date header") || text.contains("not within the allowed")) {
      return ": this machine's clock is wrong";
    }
    if (text.contains("specified time frame") || text.contains("expired")) {
      return ": the SAS or token is not valid now";
    }
    return "; is the key or SAS of this account, and the clock right?";
  }

  private static StoreException unreached(String subject, Exception e) {
    if (Causes.find(UnknownHostException.class, e) != null
        || Causes.find(java.nio.channels.UnresolvedAddressException.class, e) != null) {
      return failure(
          Code.UNAVAILABLE,
          subject,
          "the account's host is not known; is the account's name right, and is there a network?",
          e);
    }
    if (Causes.find(SSLException.class, e) != null) {
      return failure(
          Code.UNAVAILABLE, subject, "no trusted TLS connection; is a ca_bundle missing?", e);
    }
    if (Causes.find(TimeoutException.class, e) != null
        || Causes.find(IOException.class, e) != null) {
      return failure(Code.UNAVAILABLE, subject, "the connection failed or broke off", e);
    }
    if (e instanceof RuntimeException bug) {
      throw bug;
    }
    return failure(Code.UNKNOWN, subject, "unexpected: " + e.getClass().getSimpleName(), e);
  }

  private static String errorCode(HttpResponseException e) {
    if (e instanceof BlobStorageException blob) {
      BlobErrorCode code = blob.getErrorCode();
      return code == null ? "" : code.toString();
    }
    String header =
        e.getResponse()
            .getHeaderValue(com.azure.core.http.HttpHeaderName.fromString("x-ms-error-code"));
    return header == null ? "" : header;
  }

  private static StoreException failure(Code code, String subject, String message, Exception e) {
    return new StoreException(code, subject, message, e);
  }
}

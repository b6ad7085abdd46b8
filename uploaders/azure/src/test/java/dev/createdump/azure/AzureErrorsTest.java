package dev.createdump.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PayloadException;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.azure.Azurite;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Azure's answers, as its documentation words them, and what becomes of them.
class AzureErrorsTest {
  private static final ObjectKey KEY = new ObjectKey("a");

  /// A put that gets this answer as often as it asks.
  private static StoreException put(int status, String error, String detail) throws Exception {
    String body =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
            + error
            + "</Code><Message>"
            + detail
            + "</Message></Error>";
    NetFault answer =
        new NetFault.Answer(
            status, Map.of("x-ms-error-code", error, "Content-Type", "application/xml"), body);
    try (FaultyProxy proxy = FaultyProxy.start(URI.create("http://127.0.0.1:9"))) {
      proxy.fail(request -> answer);
      StoreContext context =
          new StoreContext(
              Map.of(StoreSetting.ENDPOINT, proxy.uri().toString()),
              Map.of("AZURE_STORAGE_KEY", Azurite.KEY),
              Duration.ofSeconds(2));
      try (Store store =
          new AzureStoreProvider().open(URI.create("az://account1/container"), context)) {
        Throwable thrown =
            Assertions.catchThrowable(
                () ->
                    store.put(KEY, Payload.of(new byte[10]), PutOptions.createOnly("text/plain")));
        assertThat(thrown).isInstanceOf(StoreException.class);
        return (StoreException) thrown;
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          409 | BlobAlreadyExists | The specified blob already exists. | ALREADY_EXISTS
          403 | UnauthorizedBlobOverwrite | not authorized to perform blob overwrites | ALREADY_EXISTS
          412 | ConditionNotMet | The condition is not met. | UNAVAILABLE
          404 | ContainerNotFound | The specified container does not exist. | NOT_FOUND
          409 | ContainerBeingDeleted | The specified container is being deleted. | NOT_FOUND
          403 | AuthenticationFailed | Server failed to authenticate the request. | DENIED
          403 | AuthorizationFailure | not authorized | DENIED
          403 | AuthorizationPermissionMismatch | not authorized using this permission | DENIED
          403 | AccountIsDisabled | The specified account is disabled. | DENIED
          403 | InsufficientAccountPermissions | insufficient permissions | DENIED
          401 | NoAuthenticationInformation | Server failed to authenticate. | DENIED
          401 | InvalidAuthenticationInfo | Lifetime validation failed. The token is expired. | DENIED
          400 | InvalidAuthenticationInfo | not given in the correct format | DENIED
          400 | Md5Mismatch | The MD5 value did not match. | CORRUPT
          400 | InvalidMd5 | The MD5 value is invalid. | CORRUPT
          409 | BlobImmutableDueToPolicy | not permitted as the blob is immutable | DENIED
          409 | BlobUsesCustomerSpecifiedEncryption | encrypted | DENIED
          409 | BlobArchived | not permitted on an archived blob | UNAVAILABLE
          400 | InvalidResourceName | invalid characters | INVALID
          400 | OutOfRangeInput | out of range | INVALID
          413 | RequestBodyTooLarge | too large | INVALID
          400 | ConditionHeadersNotSupported | not supported | UNSUPPORTED
          501 | NotImplemented | not implemented | UNSUPPORTED
          429 | TooManyRequests | slow down | THROTTLED
          503 | ServerBusy | Operations per second is over the account limit. | THROTTLED
          500 | InternalError | internal error | UNAVAILABLE
          500 | OperationTimedOut | timed out | UNAVAILABLE
          """)
  void answerHasItsCode(int status, String error, String detail, Code code) throws Exception {
    StoreException e = put(status, error, detail);
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.subject()).isEqualTo("az://account1/container/a");
  }

  @Test
  void wrongClockAndOldSignatureAreTold() throws Exception {
    assertThat(put(403, "AuthenticationFailed", "Request date header too old: 'Sat, 01 Jan 2000'"))
        .hasMessageContaining("clock");
    assertThat(put(403, "AuthenticationFailed", "Signature not valid in the specified time frame"))
        .hasMessageContaining("not valid now");
  }

  @Test
  void whatNeverAnsweredIsUnavailable() {
    for (IOException e :
        new IOException[] {
          new HttpTimeoutException("timed out"),
          new UnknownHostException("nowhere"),
          new SSLHandshakeException("no trust"),
          new IOException("reset")
        }) {
      assertThat(AzureErrors.of("az:", new UncheckedIOException(e)).code())
          .isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void payloadsFaultIsCorrupt() {
    assertThat(AzureErrors.of("az:", new PayloadException("short", null)).code())
        .isEqualTo(Code.CORRUPT);
  }

  @Test
  void bugStaysABug() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AzureErrors.of("az:", new IllegalStateException("bug")));
  }
}

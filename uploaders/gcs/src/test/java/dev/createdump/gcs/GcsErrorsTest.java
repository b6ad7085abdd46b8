package dev.createdump.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.cloud.storage.StorageException;
import dev.createdump.spi.PayloadException;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcsErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | invalid | Invalid object name | INVALID
          400 | invalid | Provided CRC32C "a" doesn't match calculated CRC32C "b". | CORRUPT
          400 | required | Bucket is a requester pays bucket but no user project provided. | INVALID
          400 | invalid | Object retention is not enabled for bucket b. | UNSUPPORTED
          401 | authError | Invalid Credentials | DENIED
          403 | forbidden | x does not have storage.objects.create access | DENIED
          403 | retentionPolicyNotMet | Object cannot be overwritten yet | DENIED
          403 | objectUnderActiveHold | Object is under hold | DENIED
          403 | accountDisabled | The account is disabled | DENIED
          403 | rateLimitExceeded | Rate limit exceeded | THROTTLED
          403 | userRateLimitExceeded | Rate limit exceeded | THROTTLED
          404 | notFound | No such object: b/o | NOT_FOUND
          404 | notFound | The specified bucket does not exist. | NOT_FOUND
          405 | methodNotAllowed | no | UNSUPPORTED
          408 | requestTimeout | slow | UNAVAILABLE
          410 | gone | Upload session is gone | NOT_FOUND
          412 | conditionNotMet | At least one of the pre-conditions did not hold | ALREADY_EXISTS
          413 | uploadTooLarge | large | INVALID
          429 | rateLimitExceeded | The rate of requests is too high | THROTTLED
          500 | backendError | Internal | UNAVAILABLE
          501 | notImplemented | no | UNSUPPORTED
          502 | badGateway | gateway | UNAVAILABLE
          503 | serviceUnavailable | later | UNAVAILABLE
          504 | gatewayTimeout | later | UNAVAILABLE
          """)
  void answerHasItsCode(int status, String reason, String message, Code code) {
    StoreException e =
        GcsErrors.of("gs://b/k", new StorageException(status, message, reason, null));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.subject()).isEqualTo("gs://b/k");
  }

  @Test
  void missingBucketAndObjectAreToldApart() {
    assertThat(
            GcsErrors.of(
                "gs://b/k", new StorageException(404, "The specified bucket does not exist.")))
        .hasMessageContaining("no such bucket");
    assertThat(GcsErrors.of("gs://b/k", new StorageException(404, "No such object: b/k")))
        .hasMessageContaining("no such object");
  }

  @Test
  void whatNeverAnsweredIsUnavailable() {
    for (IOException e :
        new IOException[] {
          new SocketTimeoutException("Read timed out"),
          new UnknownHostException("nowhere"),
          new SSLHandshakeException("no trust"),
          new IOException("Connection reset")
        }) {
      assertThat(GcsErrors.of("gs://b", new StorageException(e)).code())
          .isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void payloadsFaultIsCorrupt() {
    Exception wrapped = new StorageException(new IOException(new PayloadException("short", null)));
    assertThat(GcsErrors.of("gs://b", wrapped).code()).isEqualTo(Code.CORRUPT);
  }

  @Test
  void bugStaysABug() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GcsErrors.of("gs://b", new IllegalStateException("bug")));
  }
}

package dev.createdump.s3;

import dev.createdump.spi.support.Causes;
import java.io.IOException;
import java.security.cert.CertificateException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Tells the SDK of failures that no repetition mends in such a way that it does not repeat them:
/// it takes every failure of the network for a passing one, until the deadline.
///
/// @param client what speaks to the network
record FirmHttpClient(SdkHttpClient client) implements SdkHttpClient {
  /// What the JDK says of a proxy that wants a password, in the text of its exception alone.
  private static final String PASSWORD_WANTED = "407";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return Drained.of(prepared.call());
        } catch (IOException e) {
          throw firm(e);
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static IOException firm(IOException e) {
    CertificateException certificate = Causes.find(CertificateException.class, e);
    if (certificate != null) {
      throw SdkClientException.create(String.valueOf(certificate.getMessage()), certificate);
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("tunnel") && message.contains(PASSWORD_WANTED)) {
      throw SdkClientException.create(S3Errors.PROXY_PASSWORD);
    }
    return e;
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.createdump.engine.sign;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;

/// Asks a timestamp authority over HTTP (RFC 3161, section 3.4).
final class TimestampClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Answers have some 5 KB.
  private static final int MAX_BYTES = 1 << 20;

  private static final int NONCE_BITS = 64;
  private static final String HINT =
      "The authority is sign.timestamp; without it, dumps are signed without a time.";

  private final URI authority;

  TimestampClient(URI authority) {
    this.authority = authority;
  }

  /// A timestamp of a content, verified but for whom to trust.
  ///
  /// @throws Failure.Policy where the authority gives none
  byte[] of(byte[] content) throws Failure {
    BigInteger nonce = new BigInteger(NONCE_BITS, new SecureRandom());
    byte[] answer = ask(Timestamp.request(content, nonce));
    try {
      Timestamp.verify(answer, content);
      return answer;
    } catch (GeneralSecurityException e) {
      throw new Failure.Policy(
          "the answer of " + authority + " cannot be used: " + e.getMessage(), HINT);
    }
  }

  private byte[] ask(byte[] request) throws Failure {
    HttpRequest post =
        HttpRequest.newBuilder(authority)
            .timeout(PATIENCE)
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<InputStream> response =
          client.send(post, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new Failure.Policy(authority + " answered " + response.statusCode(), HINT);
        }
        return body.readNBytes(MAX_BYTES);
      }
    } catch (IOException e) {
      throw new Failure.Policy("cannot get a timestamp from " + authority + ": " + e, HINT);
    } catch (InterruptedException e) {
      throw new Failure.Cancelled();
    }
  }
}

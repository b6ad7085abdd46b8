package dev.createdump.sigstore;

import dev.createdump.spi.KeylessException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// Requests to the services that take part in a signature. Tokens and signatures go over TLS alone,
/// but for a service on the same machine. An answer of 429 or 5xx is asked for again, twice.
final class Web implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 4 << 20;
  private static final int ATTEMPTS = 3;
  private static final long PAUSE_MILLIS = 500;
  private static final int SAID = 300;

  private final HttpClient client;

  Web() {
    client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// @param service what it is called when it refuses
  byte[] post(String service, URI uri, String type, byte[] body) throws KeylessException {
    HttpRequest request =
        request(service, uri)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return send(service, request);
  }

  byte[] get(String service, URI uri, Map<String, String> headers) throws KeylessException {
    HttpRequest.Builder request = request(service, uri);
    headers.forEach(request::header);
    return send(service, request.build());
  }

  private static HttpRequest.Builder request(String service, URI uri) throws KeylessException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost());
    boolean local = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    if (!scheme.equals("https") && !(scheme.equals("http") && local)) {
      throw new KeylessException(service + " " + uri + " is not reached over https");
    }
    return HttpRequest.newBuilder(uri).timeout(PATIENCE);
  }

  private byte[] send(String service, HttpRequest request) throws KeylessException {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<InputStream> response =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        byte[] content;
        try (InputStream body = response.body()) {
          content = body.readNBytes(MAX_BYTES);
        }
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
          return content;
        }
        if (attempt == ATTEMPTS || (status != 429 && status < 500)) {
          throw new KeylessException(
              service + " " + request.uri().getHost() + " answered " + status + said(content));
        }
        Thread.sleep(PAUSE_MILLIS * attempt);
      } catch (IOException e) {
        throw new KeylessException(
            service + " " + request.uri() + " is not reached: " + Reasons.of(e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KeylessException("interrupted", e);
      }
    }
  }

  private static String said(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(SAID, text.length()));
  }

  @Override
  public void close() {
    client.close();
  }
}

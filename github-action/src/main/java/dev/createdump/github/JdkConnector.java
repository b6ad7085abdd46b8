package dev.createdump.github;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// Makes one attempt at one request over `java.net.http`.
///
/// The token is added here and nowhere else, after the address was found to lead to the API's own
/// origin. Redirects and page links to anywhere else are refused, so the token cannot follow them.
final class JdkConnector implements GitHubConnector {
  /// The longest that one attempt waits, so that a stalled connection leaves time for another.
  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  /// A page of 100 comments of the largest size, three bytes a character and escaped, fits.
  private static final int LARGEST_ANSWER = 64 << 20;

  /// `Authorization` is ours to set, the rest the client's.
  private static final Set<String> NOT_FORWARDED =
      Set.of("authorization", "accept-encoding", "host", "content-length", "connection");

  private final HttpClient client;
  private final Origin origin;
  private final Token token;
  private final Budget budget;

  JdkConnector(HttpClient client, Origin origin, Token token, Budget budget) {
    this.client = client;
    this.origin = origin;
    this.token = token;
    this.budget = budget;
  }

  @Override
  public Answer send(GitHubConnectorRequest request) throws IOException {
    HttpRequest attempt = prepare(request, permitted(request));
    Duration left = budget.left();
    if (left.isZero()) {
      throw new ForgeException(Code.UNAVAILABLE, "the time for speaking with GitHub is over", null);
    }
    HttpResponse<byte[]> response = exchange(attempt, left.compareTo(ATTEMPT) < 0 ? left : ATTEMPT);
    Map<String, List<String>> headers = masked(response);
    if (isRedirect(response.statusCode()) && response.headers().firstValue("location").isEmpty()) {
      throw new TransportException("a redirect that leads nowhere", true);
    }
    byte[] body = token.mask(unpacked(response));
    return new Answer(request, response.statusCode(), headers, body);
  }

  private URI permitted(GitHubConnectorRequest request) throws ForgeException {
    try {
      URI uri = URI.create(request.url().toString());
      if (Origin.of(uri).equals(origin)) {
        return uri;
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      // no address, or one without a host: refused as well
    }
    throw new ForgeException(
        Code.INVALID,
        "GitHub's answer leads away from " + origin.host() + "; refused to follow it",
        null);
  }

  private HttpRequest prepare(GitHubConnectorRequest request, URI uri) throws IOException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    request
        .allHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    builder.header("Authorization", token.authorization());
    builder.header("Accept-Encoding", "gzip");
    builder.header("User-Agent", "create-dump");
    try (InputStream body = request.body()) {
      return builder
          .method(
              request.method(),
              body == null
                  ? BodyPublishers.noBody()
                  : BodyPublishers.ofByteArray(body.readAllBytes()))
          .build();
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, Duration limit) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new TransportException("no answer within " + limit.toSeconds() + " s", true);
    } catch (InterruptedException e) {
      future.cancel(true);
      throw Budget.interrupted();
    } catch (ExecutionException e) {
      throw describe(e.getCause() == null ? e : e.getCause());
    }
  }

  /// Keeps the text and drops the cause: the JDK quotes what a server sent, which may be the token.
  private TransportException describe(Throwable failure) {
    boolean neverConnected =
        failure instanceof ConnectException
            || failure instanceof HttpConnectTimeoutException
            || failure instanceof SSLHandshakeException;
    String text = failure.getClass().getSimpleName();
    if (failure.getMessage() != null) {
      text += ": " + token.mask(failure.getMessage());
    }
    return new TransportException(text, !neverConnected);
  }

  private Map<String, List<String>> masked(HttpResponse<byte[]> response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name, values.stream().map(token::mask).toList()));
    headers.remove("content-encoding");
    headers.remove("etag"); // with one, github-api asks again for what is not there
    return headers;
  }

  private static byte[] unpacked(HttpResponse<byte[]> response) throws TransportException {
    if (!response.headers().firstValue("content-encoding").orElse("").equalsIgnoreCase("gzip")) {
      return response.body();
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      byte[] body = in.readNBytes(LARGEST_ANSWER);
      if (in.read() < 0) {
        return body;
      }
      throw new TransportException("an answer above " + LARGEST_ANSWER + " bytes", true);
    } catch (IOException e) {
      throw new TransportException("a compressed answer that does not unpack", true);
    }
  }

  private static boolean isRedirect(int status) {
    return status / 100 == 3 && status != 304;
  }
}

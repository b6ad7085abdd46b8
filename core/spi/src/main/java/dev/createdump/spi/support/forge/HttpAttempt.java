package dev.createdump.spi.support.forge;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.spi.support.HttpProxy;
import dev.createdump.spi.support.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;

/// Makes one attempt at one request to a forge's API over `java.net.http`.
///
/// The token is added here and nowhere else, after the address was found to lead to the API's own
/// origin, so neither redirects nor page links can take it elsewhere. What arrives is bounded,
/// unpacked, and the token is masked in it, as servers echo and messages quote.
public final class HttpAttempt {
  /// The longest that one attempt waits, so that a stalled connection leaves time for another.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// A page of 100 comments of GitHub's largest size, three bytes a character and escaped, fits.
  private static final int LARGEST_ANSWER = 64 << 20;

  private final String forge;
  private final HttpClient client;
  private final Origin origin;
  private final Token token;
  private final Budget budget;

  /// @param forge the forge's name, for messages
  /// @param client one that follows no redirects
  /// @param origin the only one that the token is sent to
  public HttpAttempt(String forge, HttpClient client, Origin origin, Token token, Budget budget) {
    this.forge = forge;
    this.client = client;
    this.origin = origin;
    this.token = token;
    this.budget = budget;
  }

  /// An HTTP client as adapters want it, that goes where it is sent.
  public static HttpClient client() {
    return builder().build();
  }

  /// The same through the proxy that the environment names for an API.
  ///
  /// @param caBundle a file of certificates in PEM to trust instead of the JDK's; may be empty
  /// @throws ForgeException `INVALID` where the proxy or the file cannot be used
  public static HttpClient client(URI api, String caBundle, Map<String, String> environment)
      throws ForgeException {
    Map<StoreSetting, String> settings =
        caBundle.isEmpty() ? Map.of() : Map.of(StoreSetting.CA_BUNDLE, caBundle);
    StoreContext context = new StoreContext(settings, environment, LONGEST);
    HttpClient.Builder builder = builder();
    try {
      HttpProxy.of(context, api, api.toString())
          .ifPresent(proxy -> builder.proxy(ProxySelector.of(proxy)));
      Trust.of(context, api.toString()).ifPresent(builder::sslContext);
    } catch (StoreException e) {
      throw new ForgeException(Code.INVALID, String.valueOf(e.getMessage()), e);
    }
    return builder.build();
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10));
  }

  /// A whole answer in memory.
  ///
  /// @param headers by name in any case; without `content-encoding`, as the body is unpacked
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    /// The first value of a header, or the empty text.
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    /// Whether the body begins as a JSON object or array does. A forge's answers all do; a proxy's
    /// page does not.
    public boolean beginsAsJson() {
      for (byte b : body) {
        if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
          return b == '{' || b == '[';
        }
      }
      return false;
    }
  }

  /// Sends a request that has everything but its token.
  ///
  /// @throws ForgeException where the address leads elsewhere or no time is left
  /// @throws TransportException where no answer came
  public Answer send(URI address, HttpRequest.Builder request) throws IOException {
    if (!leadsHome(address)) {
      throw new ForgeException(
          Code.INVALID,
          forge + "'s answer leads away from " + origin.host() + "; refused to follow it",
          null);
    }
    Duration left = budget.left();
    if (left.isZero()) {
      throw budget.over();
    }
    request.uri(address);
    request.header("Authorization", token.authorization());
    request.header("Accept-Encoding", "gzip");
    request.header("User-Agent", "create-dump");
    HttpResponse<byte[]> response =
        exchange(request.build(), left.compareTo(LONGEST) < 0 ? left : LONGEST);
    byte[] body = token.mask(unpacked(response));
    return new Answer(response.statusCode(), masked(response), body);
  }

  private boolean leadsHome(URI address) {
    try {
      return Origin.of(address).equals(origin);
    } catch (NullPointerException e) {
      return false; // an address without a scheme or a host
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
      throw budget.interrupted();
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
    String said = failure.getMessage() == null ? "" : ": " + token.mask(failure.getMessage());
    String text =
        neverConnected
            ? "cannot connect to " + origin.host() + ":" + origin.port() + ": " + why(failure, said)
            : failure.getClass().getSimpleName() + said;
    return new TransportException(text, !neverConnected);
  }

  private static String why(Throwable failure, String said) {
    if (failure instanceof SSLHandshakeException) {
      return "the TLS handshake failed" + said;
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "no answer in time";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no address of that name";
      }
    }
    return said.isEmpty()
        ? "nothing listens there, or nothing leads there"
        : said.substring(2).toLowerCase(Locale.ROOT);
  }

  private Map<String, List<String>> masked(HttpResponse<byte[]> response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name, values.stream().map(token::mask).toList()));
    headers.remove("content-encoding");
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
}

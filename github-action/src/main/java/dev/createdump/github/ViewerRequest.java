package dev.createdump.github;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// Asks GraphQL whom the token speaks for: the one question that installation tokens may ask there
/// and not in REST. github-api has no way to GraphQL, hence a request of our own.
final class ViewerRequest implements GitHubConnectorRequest {
  private static final byte[] QUERY =
      "{\"query\":\"query{viewer{login}}\"}".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, List<String>> HEADERS =
      Map.of("Content-Type", List.of("application/json"), "Accept", List.of("application/json"));

  private final URL url;

  /// @param api the base of the REST API; GraphQL stands beside it, on Enterprise Server one up
  ViewerRequest(URI api) throws MalformedURLException {
    String base = api.toString();
    String root = base.endsWith("/api/v3") ? base.substring(0, base.length() - 2) : base + "/";
    this.url = URI.create(root + "graphql").toURL();
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public Map<String, List<String>> allHeaders() {
    return HEADERS;
  }

  @Override
  public @Nullable String header(String name) {
    List<String> values = HEADERS.get(name);
    return values == null ? null : values.getFirst();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(QUERY);
  }

  @Override
  public URL url() {
    return url;
  }

  @Override
  public boolean hasBody() {
    return true;
  }
}

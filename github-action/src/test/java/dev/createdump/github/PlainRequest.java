package dev.createdump.github;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// A request with nothing but a method and an address.
record PlainRequest(String method, URL url) implements GitHubConnectorRequest {
  @Override
  public Map<String, List<String>> allHeaders() {
    return Map.of();
  }

  @Override
  public @Nullable String header(String name) {
    return null;
  }

  @Override
  public @Nullable String contentType() {
    return null;
  }

  @Override
  public @Nullable InputStream body() {
    return null;
  }

  @Override
  public boolean hasBody() {
    return false;
  }
}

package dev.createdump.github;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// A whole answer in memory: unpacked, bounded, and with the token masked in it.
final class Answer extends GitHubConnectorResponse {
  private final byte[] body;

  Answer(
      GitHubConnectorRequest request, int status, Map<String, List<String>> headers, byte[] body) {
    super(request, status, headers);
    this.body = body;
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(body);
  }

  byte[] body() {
    return body;
  }

  /// Whether the body begins as a JSON object or array does. GitHub's answers all do; a proxy's
  /// page does not, and github-api takes an empty answer and `null` for an empty list.
  boolean beginsAsJson() {
    for (byte b : body) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  @Override
  public void close() {
    // the connection went back to the client when the body had been read
  }
}

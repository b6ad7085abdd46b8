package dev.createdump.github;

import dev.createdump.spi.support.forge.HttpAttempt;
import dev.createdump.spi.support.forge.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// Makes one attempt at one request of github-api's.
final class JdkConnector implements GitHubConnector {
  /// `Authorization` is the attempt's to set, the rest the client's.
  private static final Set<String> NOT_FORWARDED =
      Set.of("authorization", "accept-encoding", "host", "content-length", "connection");

  /// An address that leads nowhere, and so is refused.
  private static final URI NOWHERE = URI.create("");

  private final HttpAttempt attempt;

  JdkConnector(HttpAttempt attempt) {
    this.attempt = attempt;
  }

  @Override
  public Answer send(GitHubConnectorRequest request) throws IOException {
    HttpAttempt.Answer answer = attempt.send(address(request), prepare(request));
    if (isRedirect(answer.status()) && answer.header("location").isEmpty()) {
      throw new TransportException("a redirect that leads nowhere", true);
    }
    answer.headers().remove("etag"); // with one, github-api asks again for what is not there
    return new Answer(request, answer);
  }

  private static URI address(GitHubConnectorRequest request) {
    try {
      return URI.create(request.url().toString());
    } catch (IllegalArgumentException e) {
      return NOWHERE;
    }
  }

  private static HttpRequest.Builder prepare(GitHubConnectorRequest request) throws IOException {
    HttpRequest.Builder builder = HttpRequest.newBuilder();
    request
        .allHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    try (InputStream body = request.body()) {
      return builder.method(
          request.method(),
          body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.readAllBytes()));
    }
  }

  private static boolean isRedirect(int status) {
    return status / 100 == 3 && status != 304;
  }
}

package dev.createdump.github;

import dev.createdump.spi.support.forge.HttpAttempt;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// A whole answer in memory, as github-api wants it.
final class Answer extends GitHubConnectorResponse {
  private final HttpAttempt.Answer answer;

  Answer(GitHubConnectorRequest request, HttpAttempt.Answer answer) {
    super(request, answer.status(), answer.headers());
    this.answer = answer;
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(body());
  }

  byte[] body() {
    return answer.body();
  }

  /// Whether the body begins as a JSON object or array does; github-api takes an empty answer and
  /// `null` for an empty list.
  boolean beginsAsJson() {
    return answer.beginsAsJson();
  }

  @Override
  public void close() {
    // the connection went back to the client when the body had been read
  }
}

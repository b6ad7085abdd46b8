package dev.createdump.github;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.support.UnclearException;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.spi.support.forge.TransportException;
import java.io.IOException;
import java.time.Duration;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// Repeats what is safe to repeat, within one call's budget. The only retry there is: github-api's
/// own handlers are switched off, and it sees no exception that it would repeat.
final class RetryingConnector implements GitHubConnector {
  private final JdkConnector next;
  private final Budget budget;
  private int requests;

  RetryingConnector(JdkConnector next, Budget budget) {
    this.next = next;
    this.budget = budget;
  }

  /// How many requests went through so far, each counted once however often it was tried.
  int requests() {
    return requests;
  }

  /// @throws ForgeException where the request failed for good
  /// @throws UnclearException where it must not be repeated without looking
  @Override
  public Answer send(GitHubConnectorRequest request) throws IOException {
    requests++;
    for (int attempt = 1; ; attempt++) {
      Failure failure;
      try {
        Answer answer = next.send(request);
        if (answer.statusCode() < 400 && (answer.statusCode() >= 300 || answer.beginsAsJson())) {
          return answer;
        }
        failure = GitHubErrors.of(answer, budget.now());
      } catch (TransportException e) {
        failure = GitHubErrors.of(request, e);
      }
      waitOrThrow(failure, attempt);
    }
  }

  private void waitOrThrow(Failure failure, int attempt) throws IOException {
    switch (failure) {
      case Failure.Final(ForgeException error) -> throw error;
      case Failure.Unclear(ForgeException error, Duration atLeast) ->
          throw new UnclearException(error, atLeast);
      case Failure.Again(ForgeException error, Duration atLeast) -> {
        if (!budget.pause(attempt, atLeast)) {
          throw new ForgeException(
              error.code(), error.getMessage() + "; gave up after " + attempt + " attempts", null);
        }
      }
    }
  }
}

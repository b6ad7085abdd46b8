package dev.createdump.github;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/// github-api, set up for one call of the forge: the call's budget, and no retries of its own.
///
/// @param github the SDK; it never holds the token, which the connector underneath adds
record Session(GitHub github, RetryingConnector connector, Budget budget, URI api) {
  static Session open(HttpClient client, URI api, Token token, Budget budget) throws IOException {
    RetryingConnector connector =
        new RetryingConnector(new JdkConnector(client, Origin.of(api), token, budget), budget);
    GitHub github =
        new GitHubBuilder()
            .withEndpoint(api.toString())
            .withConnector(connector)
            .withAuthorizationProvider(token::toString)
            .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
            .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
            .build();
    return new Session(github, connector, budget, api);
  }

  GHPullRequest pullRequest(PullRequestRef ref) throws IOException {
    if (ref.number() > Integer.MAX_VALUE) {
      throw new ForgeException(Code.NOT_FOUND, ref + ": no pull request has this number", null);
    }
    return github
        .getRepository(ref.owner() + "/" + ref.repository())
        .getPullRequest((int) ref.number());
  }

  /// The refusal underneath what github-api wrapped around it.
  static Optional<ForgeException> forgeException(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ForgeException refusal) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }
}

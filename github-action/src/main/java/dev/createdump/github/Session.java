package dev.createdump.github;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.spi.support.Causes;
import dev.createdump.spi.support.UnclearException;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.spi.support.forge.HttpAttempt;
import dev.createdump.spi.support.forge.Origin;
import dev.createdump.spi.support.forge.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/// github-api, set up for one call of the forge: the call's budget, and no retries of its own.
///
/// @param github the SDK; it never holds the token, which the connector underneath adds
record Session(GitHub github, RetryingConnector connector, Budget budget, URI api) {
  /// The most that GitHub shows on a page.
  private static final int PAGE = 100;

  static Session open(HttpClient client, URI api, Token token, Budget budget) throws IOException {
    RetryingConnector connector =
        new RetryingConnector(
            new JdkConnector(new HttpAttempt("GitHub", client, Origin.of(api), token, budget)),
            budget);
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

  /// The first of the open pull requests from a branch.
  List<GHPullRequest> openPullRequests(RepositoryRef repository, Forge.Head head)
      throws IOException {
    Iterator<GHPullRequest> pages =
        github
            .getRepository(repository.toString())
            .queryPullRequests()
            .state(GHIssueState.OPEN)
            .head(head.owner() + ":" + head.branch())
            .list()
            .withPageSize(PAGE)
            .iterator();
    List<GHPullRequest> first = new ArrayList<>();
    while (first.size() < PAGE && pages.hasNext()) {
      first.add(pages.next());
    }
    return first;
  }

  /// The refusal underneath what github-api wrapped around it.
  static Optional<ForgeException> forgeException(Throwable failure) {
    return Optional.ofNullable(Causes.find(ForgeException.class, failure));
  }

  /// Throws a refusal, which is final. What else may go wrong leaves open what was done: the
  /// connection broke, or the answer was cut off behind the deed.
  ///
  /// @param what was done, for messages
  static UnclearException unlessUnclear(Exception failure, String what) throws ForgeException {
    UnclearException unclear = Causes.find(UnclearException.class, failure);
    if (unclear != null) {
      return unclear;
    }
    ForgeException refusal = Causes.find(ForgeException.class, failure);
    if (refusal != null) {
      throw refusal;
    }
    return new UnclearException(GitHubErrors.garbage(what, failure));
  }
}

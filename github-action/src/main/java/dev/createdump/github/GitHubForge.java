package dev.createdump.github;

import dev.createdump.spi.Checks;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.spi.support.forge.HttpAttempt;
import dev.createdump.spi.support.forge.Origin;
import dev.createdump.spi.support.forge.Pace;
import dev.createdump.spi.support.forge.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;

/// GitHub, through github-api.
///
/// Calls for comments of one forge run one after another, so that two threads do not both find
/// nothing and both create. Two processes still can, for GitHub has no conditional create: then two
/// comments stand, and every later run keeps to the older one.
final class GitHubForge implements Forge {
  /// GitHub speaks of 65,536 characters and in fact takes 262,144 bytes of UTF-8. A UTF-16 code
  /// unit is at most one character and at most three bytes, so 65,000 hold under either rule.
  static final int COMMENT_LIMIT = 65_000;

  private final URI api;
  private final Token token;
  private final Duration deadline;
  private final Pace pace;
  private final HttpClient client;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable String login;

  GitHubForge(URI api, Token token, Duration deadline, Pace pace) {
    this(api, token, deadline, pace, HttpAttempt.client());
  }

  private GitHubForge(URI api, Token token, Duration deadline, Pace pace, HttpClient client) {
    this.client = client;
    this.api = api;
    this.token = token;
    this.deadline = deadline;
    this.pace = pace;
  }

  static GitHubForge open(URI api, String token, Duration deadline, Map<String, String> environment)
      throws ForgeException {
    Token checked = Token.of("GitHub", token);
    if (!Origin.of(api).isPrivate()) {
      throw new ForgeException(
          Code.INVALID,
          api + " is not https: the token would travel in clear; set GITHUB_API_URL to https",
          null);
    }
    HttpClient client = HttpAttempt.client(api, "", environment);
    return new GitHubForge(api, checked, deadline, Pace.system(), client);
  }

  @Override
  public PullRequest read(PullRequestRef ref) throws ForgeException {
    return call(ref.apiUrl(), ref.toString(), session -> pullRequest(session.pullRequest(ref)));
  }

  @Override
  public List<PullRequest> pullRequestsOf(RepositoryRef repository, Head head)
      throws ForgeException {
    return call(
        repository.apiUrl(),
        repository.toString(),
        session -> {
          List<PullRequest> found = new ArrayList<>();
          for (GHPullRequest pr : session.openPullRequests(repository, head)) {
            PullRequest read = pullRequest(pr);
            // GitHub drops a filter that it cannot read, and shows everybody's then.
            if (read.open()
                && read.headSha().equals(head.sha())
                && read.headBranch().equals(head.branch())) {
              found.add(read);
            }
          }
          found.sort((one, other) -> Long.compare(one.number(), other.number()));
          return found;
        });
  }

  private static PullRequest pullRequest(GHPullRequest pr) throws IOException {
    return new PullRequest(
        pr.getNumber(),
        String.valueOf(pr.getHtmlUrl()),
        present(pr.getTitle()),
        present(pr.getBase().getRef()),
        commit(pr.getBase().getSha()),
        present(pr.getHead().getRef()),
        commit(pr.getHead().getSha()),
        pr.getState() == GHIssueState.OPEN);
  }

  @Override
  public Comment upsertComment(PullRequestRef ref, Draft draft) throws ForgeException {
    String body = draft.body();
    if (body.length() > COMMENT_LIMIT || !StandardCharsets.UTF_8.newEncoder().canEncode(body)) {
      throw new ForgeException(
          Code.INVALID,
          ref
              + ": a comment takes "
              + COMMENT_LIMIT
              + " UTF-16 code units and no lone surrogate;"
              + " this one has "
              + body.length(),
          null);
    }
    writing.lock();
    try {
      return call(
          ref.apiUrl(),
          ref.toString(),
          session -> {
            GHPullRequest pr = session.pullRequest(ref);
            return new StickyComment(session, pr, login(session), draft).upsert();
          });
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Optional<Checks> checks() {
    return Optional.of(
        (repository, check) ->
            call(
                repository.apiUrl(),
                repository.toString(),
                session ->
                    new GitHubChecks(
                            session, session.github().getRepository(repository.toString()), check)
                        .publish()));
  }

  @Override
  public int commentLimit() {
    return COMMENT_LIMIT;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      client.shutdownNow();
    }
  }

  /// The API's address; never the token.
  @Override
  public String toString() {
    return "GitHub at " + api;
  }

  private interface Work<T> {
    T in(Session session) throws IOException;
  }

  /// @param what what the call is about, for messages
  private <T> T call(URI asked, String what, Work<T> work) throws ForgeException {
    if (closed.get()) {
      throw new IllegalStateException("the forge is closed");
    }
    if (!asked.equals(api)) {
      throw new IllegalArgumentException("opened for " + api + ", asked for " + asked);
    }
    try {
      return work.in(Session.open(client, api, token, new Budget("GitHub", pace, deadline)));
    } catch (IOException | RuntimeException e) {
      // github-api answers malformed documents with NullPointerException and the like
      throw Session.forgeException(e).orElseGet(() -> GitHubErrors.garbage(what, e));
    }
  }

  private String login(Session session) throws IOException {
    @Nullable String known = login;
    if (known == null) {
      known = Identity.login(session.github(), session.connector(), api);
      login = known;
    }
    return known;
  }

  private static String present(@Nullable String text) throws IOException {
    if (text == null) {
      throw new IOException("a pull request without a title or a branch");
    }
    return text;
  }

  /// A commit's name goes on to git, so nothing else may pass as one.
  static String commit(@Nullable String sha) throws IOException {
    if (sha == null || !sha.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
      throw new IOException("a pull request without its commits");
    }
    return sha;
  }
}

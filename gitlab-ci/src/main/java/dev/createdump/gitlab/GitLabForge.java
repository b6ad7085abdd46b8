package dev.createdump.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// GitLab, over its REST API.
///
/// Calls for notes of one forge run one after another, so that two threads do not both find nothing
/// and both create. Two processes still can, for GitLab has no conditional create: then two notes
/// stand, and every later run keeps to the older one.
final class GitLabForge implements Forge {
  static final String NAME = "GitLab";

  /// GitLab takes notes of 1,000,000 characters ("Size of comments and descriptions"); a UTF-16
  /// code unit is at most one of them. What disarming may add has room above it.
  static final int NOTE_LIMIT = 900_000;

  static final int MOST_CHARACTERS = 1_000_000;

  private final URI api;
  private final Token token;
  private final Duration deadline;
  private final Pace pace;
  private final HttpClient client;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long account = -1;

  GitLabForge(URI api, Token token, Duration deadline, Pace pace) {
    this(api, token, deadline, pace, HttpAttempt.client());
  }

  private GitLabForge(URI api, Token token, Duration deadline, Pace pace, HttpClient client) {
    this.client = client;
    this.api = api;
    this.token = token;
    this.deadline = deadline;
    this.pace = pace;
  }

  static GitLabForge open(URI api, String token, Duration deadline, Map<String, String> environment)
      throws ForgeException {
    Token checked = Token.of(NAME, token);
    if (!Origin.of(api).isPrivate()) {
      throw GitLabErrors.error(
          Code.INVALID,
          api + " is not https: the token would travel in clear; serve GitLab over https");
    }
    HttpClient client =
        HttpAttempt.client(api, environment.getOrDefault("CI_SERVER_TLS_CA_FILE", ""), environment);
    return new GitLabForge(api, checked, deadline, Pace.system(), client);
  }

  @Override
  public PullRequest read(PullRequestRef ref) throws ForgeException {
    return call(ref.apiUrl(), connection -> MergeRequests.of(connection, project(ref)).read(ref));
  }

  @Override
  public List<PullRequest> pullRequestsOf(RepositoryRef repository, Head head)
      throws ForgeException {
    return call(
        repository.apiUrl(),
        connection -> MergeRequests.of(connection, repository.toString()).openFrom(head));
  }

  @Override
  public Comment upsertComment(PullRequestRef ref, Draft draft) throws ForgeException {
    String body = draft.body();
    String note = QuickActions.disarm(body);
    Draft disarmed = new Draft(draft.marker(), note, draft.head());
    if (body.length() > NOTE_LIMIT
        || note.codePointCount(0, note.length()) > MOST_CHARACTERS
        || !StandardCharsets.UTF_8.newEncoder().canEncode(body)) {
      throw GitLabErrors.error(
          Code.INVALID,
          ref
              + ": a note takes "
              + NOTE_LIMIT
              + " UTF-16 code units and no lone surrogate; this one has "
              + body.length());
    }
    writing.lock();
    try {
      return call(
          ref.apiUrl(),
          connection -> {
            MergeRequests requests = MergeRequests.of(connection, project(ref));
            return new StickyNote(connection, requests, ref, account(connection), disarmed)
                .upsert();
          });
    } finally {
      writing.unlock();
    }
  }

  @Override
  public int commentLimit() {
    return NOTE_LIMIT;
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
    return NAME + " at " + api;
  }

  private static String project(PullRequestRef ref) {
    return ref.owner() + "/" + ref.repository();
  }

  /// Whom the token speaks for; only that account's notes are ours.
  private long account(Api connection) throws IOException {
    if (account < 0) {
      JsonNode user = connection.get("user").body();
      account = user.path("id").asLong(-1);
      if (account < 0) {
        throw GitLabErrors.garbage("GET user");
      }
    }
    return account;
  }

  private interface Work<T> {
    T in(Api connection) throws IOException;
  }

  private <T> T call(URI asked, Work<T> work) throws ForgeException {
    if (closed.get()) {
      throw new IllegalStateException("the forge is closed");
    }
    if (!asked.equals(api)) {
      throw new IllegalArgumentException("opened for " + api + ", asked for " + asked);
    }
    Budget budget = new Budget(NAME, pace, deadline);
    HttpAttempt attempt = new HttpAttempt(NAME, client, Origin.of(api), token, budget);
    try {
      return work.in(new Api(api, attempt, budget));
    } catch (ForgeException e) {
      throw e;
    } catch (IOException e) {
      throw GitLabErrors.error(Code.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }
}

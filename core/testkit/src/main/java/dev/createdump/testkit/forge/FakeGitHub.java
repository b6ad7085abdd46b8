package dev.createdump.testkit.forge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A GitHub that fits in a test: repositories with pull requests and their comments, tokens with
/// their accounts and rights, over real HTTP on 127.0.0.1.
///
/// It serves exactly what create-dump asks for: the repository, the pull request, the comments
/// (list, create, update), the open
/// pull requests of a head, the token's user, and GraphQL's `viewer`. Its answers hold every field
/// that GitHub's OpenAPI description requires. For the command line set `GITHUB_API_URL` to {@link
/// #apiUrl} and `GITHUB_SERVER_URL` to {@link #serverUrl}. All methods are safe from any thread.
public final class FakeGitHub implements AutoCloseable {
  /// A pull request to the branch `main`.
  ///
  /// @param head whose fork it comes from, and which branch: `owner:branch`
  public record Pull(
      String owner,
      String repository,
      long number,
      String title,
      String baseSha,
      String headSha,
      boolean open,
      String head) {

    /// From the branch `topic` of the repository itself.
    public Pull(
        String owner,
        String repository,
        long number,
        String title,
        String baseSha,
        String headSha,
        boolean open) {
      this(owner, repository, number, title, baseSha, headSha, open, owner + ":topic");
    }

    String headOwner() {
      return head.substring(0, head.indexOf(':'));
    }

    String headBranch() {
      return head.substring(head.indexOf(':') + 1);
    }
  }

  /// A comment; the login is empty where the author's account is gone.
  public record Comment(long id, long pull, String login, String body) {}

  /// Whom a token speaks for.
  ///
  /// @param login the account; a GitHub App's ends with `[bot]`, and its token may not ask for its
  ///     own user, only for GraphQL's viewer
  /// @param write whether the token may write comments
  public record Account(String login, boolean write) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Account> tokens = new HashMap<>();
  private final List<Pull> pulls = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Faults faults = new Faults();
  private final GitHubCheckRuns checkRuns = new GitHubCheckRuns();
  private boolean viewer = true;
  private long nextComment = 1;

  private FakeGitHub(HttpServer server) {
    this.server = server;
  }

  /// Starts on a free port.
  public static FakeGitHub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeGitHub fake = new FakeGitHub(server);
    server.setExecutor(fake.threads);
    server.createContext("/", new GitHubHandler(fake, fake.faults, fake.serverUrl().toString()));
    server.start();
    return fake;
  }

  /// The base of the API, for `GITHUB_API_URL`.
  public URI apiUrl() {
    return serverUrl();
  }

  /// The address of the web pages, for `GITHUB_SERVER_URL`.
  public URI serverUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Makes a token known.
  public synchronized void token(String token, Account account) {
    tokens.put(token, account);
  }

  /// Adds a pull request, and its repository with it; replaces one of the same number. Comments
  /// belong to a number, so give pull requests of different repositories different ones.
  public synchronized void pull(Pull pull) {
    pulls.removeIf(old -> matches(old, pull.owner(), pull.repository(), pull.number()));
    pulls.add(pull);
  }

  /// Adds a comment as if somebody had written it.
  ///
  /// @return its id
  public synchronized long comment(long pull, String login, String body) {
    comments.add(new Comment(nextComment, pull, login, body));
    return nextComment++;
  }

  public synchronized void delete(long comment) {
    comments.removeIf(c -> c.id() == comment);
  }

  /// The comments of a pull request, oldest first.
  public synchronized List<Comment> comments(long pull) {
    return comments.stream().filter(c -> c.pull() == pull).toList();
  }

  /// The check runs of all commits, oldest first.
  public List<CheckRun> checkRuns() {
    return checkRuns.all();
  }

  GitHubCheckRuns checks() {
    return checkRuns;
  }

  /// Turns GraphQL's `viewer` off, as on a server that has no GraphQL.
  public synchronized void withoutViewer() {
    viewer = false;
  }

  /// Lets the next request with this method and this part in its path go wrong. Several for the
  /// same requests take effect one after another.
  public void fail(String method, String pathPart, Fault fault) {
    faults.plan(method, pathPart, fault);
  }

  Faults faults() {
    return faults;
  }

  /// Every request so far, in the order of arrival.
  public List<Exchange> exchanges() {
    return faults.exchanges();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  synchronized @Nullable Account account(String token) {
    return tokens.get(token);
  }

  synchronized boolean hasViewer() {
    return viewer;
  }

  synchronized boolean hasRepository(String owner, String repository) {
    return pulls.stream()
        .anyMatch(pull -> pull.owner().equals(owner) && pull.repository().equals(repository));
  }

  /// The name of the repository with this number.
  synchronized @Nullable String repository(long id) {
    return pulls.stream()
        .map(pull -> pull.owner() + "/" + pull.repository())
        .filter(name -> GitHubDocuments.id(name) == id)
        .findFirst()
        .orElse(null);
  }

  /// The open pull requests of a repository, from one head or from all.
  ///
  /// @param head `owner:branch`, or empty for all
  synchronized List<Pull> openPulls(String owner, String repository, String head) {
    return pulls.stream()
        .filter(pull -> pull.owner().equals(owner) && pull.repository().equals(repository))
        .filter(pull -> pull.open() && (head.isEmpty() || pull.head().equals(head)))
        .toList();
  }

  synchronized @Nullable Pull pull(String owner, String repository, long number) {
    return pulls.stream()
        .filter(pull -> matches(pull, owner, repository, number))
        .findFirst()
        .orElse(null);
  }

  synchronized @Nullable Comment comment(long id) {
    return comments.stream().filter(c -> c.id() == id).findFirst().orElse(null);
  }

  synchronized void replace(Comment comment) {
    comments.replaceAll(old -> old.id() == comment.id() ? comment : old);
  }

  private static boolean matches(Pull pull, String owner, String repository, long number) {
    return pull.owner().equals(owner)
        && pull.repository().equals(repository)
        && pull.number() == number;
  }
}

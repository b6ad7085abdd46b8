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

/// A GitLab that fits in a test: projects with merge requests and their notes, tokens with their
/// accounts, scopes and roles, over real HTTP on 127.0.0.1, after the public documentation of REST
/// API v4.
///
/// It serves exactly what create-dump asks for: the token's user, the project, its merge requests
/// (one, or the open ones of a branch), their notes (list, create, update) and a branch. Like
/// GitLab it obeys quick actions in notes; {@link #commands} tells which. For the command line set
/// `CI_API_V4_URL` to {@link #apiUrl} and `CI_SERVER_URL` to {@link #serverUrl}. All methods are
/// safe from any thread.
public final class FakeGitLab implements AutoCloseable {
  /// A merge request to the branch `main`.
  ///
  /// @param project the path of the project it is in, with its groups
  /// @param source the path of the project it comes from
  /// @param compared whether GitLab has compared it yet, and so names its base
  public record Request(
      String project,
      long iid,
      String title,
      String baseSha,
      String headSha,
      String state,
      String source,
      String branch,
      boolean compared) {

    /// From the branch `topic` of the project itself, compared.
    public Request(
        String project, long iid, String title, String baseSha, String headSha, boolean open) {
      this(
          project,
          iid,
          title,
          baseSha,
          headSha,
          open ? "opened" : "closed",
          project,
          "topic",
          true);
    }
  }

  /// A note.
  ///
  /// @param system whether GitLab wrote it itself, in somebody's name
  public record Note(long id, long iid, String username, String body, boolean system) {}

  /// Whom a token speaks for.
  ///
  /// @param scope what the token may do
  public record Account(String username, Scope scope) {}

  /// What a token may do.
  public enum Scope {
    /// Everything, with the role Reporter.
    API,
    /// Everything, with the role Guest, who may not write to a private project's merge requests.
    GUEST,
    /// Only read.
    READ_API,
    /// What `CI_JOB_TOKEN` may, which is none of this.
    JOB
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Account> tokens = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final Map<String, String> moved = new HashMap<>();
  private final Faults faults = new Faults();
  private long nextNote = 1;

  private FakeGitLab(HttpServer server) {
    this.server = server;
  }

  /// Starts on a free port.
  public static FakeGitLab start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeGitLab fake = new FakeGitLab(server);
    server.setExecutor(fake.threads);
    server.createContext("/", new GitLabHandler(fake, fake.faults));
    server.start();
    return fake;
  }

  /// The base of the API, for `CI_API_V4_URL`.
  public URI apiUrl() {
    return URI.create(serverUrl() + "/api/v4");
  }

  /// The address of the web pages, for `CI_SERVER_URL`.
  public URI serverUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Makes a token known.
  public synchronized void token(String token, Account account) {
    tokens.put(token, account);
  }

  /// Adds a merge request, and its project with it; replaces one of the same number. Notes belong
  /// to a number, so give merge requests of different projects different ones.
  public synchronized void request(Request request) {
    requests.removeIf(old -> old.project().equals(request.project()) && old.iid() == request.iid());
    requests.add(request);
  }

  /// Lets a project have moved: its old path leads to the new one.
  public synchronized void move(String from, String to) {
    moved.put(from, to);
  }

  /// Adds a note as if somebody had written it.
  ///
  /// @return its id
  public synchronized long note(long iid, String username, String body) {
    return add(iid, username, body, false);
  }

  /// Adds a note that GitLab itself writes in somebody's name.
  public synchronized long systemNote(long iid, String username, String body) {
    return add(iid, username, body, true);
  }

  private long add(long iid, String username, String body, boolean system) {
    notes.add(new Note(nextNote, iid, username, body, system));
    return nextNote++;
  }

  public synchronized void delete(long note) {
    notes.removeIf(one -> one.id() == note);
  }

  /// The notes of a merge request, oldest first.
  public synchronized List<Note> notes(long iid) {
    return notes.stream().filter(note -> note.iid() == iid).toList();
  }

  /// The quick actions that notes have run, such as `/merge`.
  public synchronized List<String> commands() {
    return List.copyOf(commands);
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

  synchronized @Nullable String movedTo(String project) {
    return moved.get(project);
  }

  /// The path of the project with this number.
  synchronized @Nullable String project(long id) {
    for (Request request : requests) {
      for (String path : new String[] {request.project(), request.source()}) {
        if (id(path) == id) {
          return path;
        }
      }
    }
    return null;
  }

  synchronized @Nullable Request request(String project, long iid) {
    return requests.stream()
        .filter(request -> request.project().equals(project) && request.iid() == iid)
        .findFirst()
        .orElse(null);
  }

  synchronized List<Request> open(String project, String branch) {
    return requests.stream()
        .filter(request -> request.project().equals(project))
        .filter(request -> request.state().equals("opened") && request.branch().equals(branch))
        .toList();
  }

  synchronized @Nullable Note note(long id) {
    return notes.stream().filter(note -> note.id() == id).findFirst().orElse(null);
  }

  synchronized void replace(Note note) {
    notes.replaceAll(old -> old.id() == note.id() ? note : old);
  }

  synchronized void ran(List<String> actions) {
    commands.addAll(actions);
  }

  static long id(String name) {
    return Integer.toUnsignedLong(name.hashCode());
  }
}

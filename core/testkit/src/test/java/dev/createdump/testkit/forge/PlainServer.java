package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.PullRequest;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A forge's server without a network. Safe from any thread.
final class PlainServer implements ForgeEnvironment {
  static final int PAGE = 100;
  private static final String WRITER = "writer-writer-writer";
  private static final String READER = "reader-reader-reader";
  private static final String STRANGER = "stranger-stranger";
  private static final URI API = URI.create("http://plain.example");

  private final Flaw flaw;
  private final FakePace pace = new FakePace();
  private final Faults faults = new Faults();
  private final Map<Long, Change> changes = new TreeMap<>();
  private final List<Said> comments = new ArrayList<>();
  private long next = 1;

  PlainServer(Flaw flaw) {
    this.flaw = flaw;
  }

  /// @param status 0 where the connection broke
  /// @param document what the answer holds, or null where that is nonsense
  record Answer(int status, Map<String, String> headers, @Nullable Object document) {
    String header(String name) {
      return Objects.requireNonNull(headers.get(name));
    }

    static Answer of(int status, @Nullable Object document) {
      return new Answer(status, Map.of(), document);
    }
  }

  record Page(List<Said> comments) {}

  /// Carries a request out, unless the test planned otherwise.
  Answer exchange(Step step, String token, Supplier<Answer> work) {
    String authorization = "Bearer " + token;
    faults.record(
        new Exchange(
            step.name(),
            "/",
            "",
            Map.of("authorization", List.of(authorization)),
            "",
            200,
            "",
            true));
    @Nullable Fault fault = faults.next(step.name(), "/");
    return switch (fault) {
      case null -> work.get();
      case Fault.Answer answer -> new Answer(answer.status(), answer.headers(), null);
      case Fault.Drop() -> Answer.of(0, null);
      case Fault.ProcessedAndDrop() -> lost(work, 0);
      case Fault.CutOff() -> lost(work, 0);
      case Fault.ProcessedButAnswers answer -> lost(work, answer.status());
      case Fault.Meanwhile(Runnable action) -> {
        action.run();
        yield work.get();
      }
    };
  }

  private static Answer lost(Supplier<Answer> work, int status) {
    Answer unheard = work.get();
    return new Answer(status, unheard.headers(), null);
  }

  synchronized Answer pullRequest(String token, PullRequestRef ref) {
    if (token.equals(STRANGER)) {
      return Answer.of(401, null);
    }
    @Nullable Change change = ref.repository().equals("app") ? changes.get(ref.number()) : null;
    return change == null ? Answer.of(404, null) : Answer.of(200, document(change));
  }

  synchronized List<PullRequest> open(String owner, String branch) {
    return changes.values().stream()
        .filter(one -> one.open() && one.owner().equals(owner) && one.branch().equals(branch))
        .sorted(Comparator.comparing(Change::number))
        .map(PlainServer::document)
        .toList();
  }

  private static PullRequest document(Change change) {
    return new PullRequest(
        change.number(),
        API + "/app/" + change.number(),
        change.title(),
        "main",
        change.baseSha(),
        change.branch(),
        change.headSha(),
        change.open());
  }

  synchronized Answer comments(int page) {
    int from = Math.min(page * PAGE, comments.size());
    List<Said> shown = List.copyOf(comments.subList(from, Math.min(from + PAGE, comments.size())));
    return Answer.of(200, new Page(shown));
  }

  Answer create(String token, String body) {
    return token.equals(WRITER) ? Answer.of(201, say(true, body)) : Answer.of(403, null);
  }

  synchronized Answer update(String token, long id, String body) {
    if (!token.equals(WRITER)) {
      return Answer.of(403, null);
    }
    boolean there = comments.stream().anyMatch(one -> one.id() == id);
    comments.replaceAll(one -> one.id() == id ? new Said(id, one.ours(), body) : one);
    return there ? Answer.of(200, id) : Answer.of(404, null);
  }

  @Override
  public Forge open(Account account, Duration deadline) {
    String token =
        switch (account) {
          case WRITER -> WRITER;
          case READER -> READER;
          case STRANGER -> STRANGER;
        };
    return new PlainForge(new PlainClient(this, token, deadline, flaw), API, flaw);
  }

  @Override
  public FakePace pace() {
    return pace;
  }

  @Override
  public RepositoryRef repository() {
    return new RepositoryRef(API, "acme", "app");
  }

  @Override
  public synchronized void change(Change change) {
    changes.put(change.number(), change);
  }

  @Override
  public synchronized long say(boolean ours, String body) {
    comments.add(new Said(next, ours, body));
    return next++;
  }

  @Override
  public synchronized void delete(long comment) {
    comments.removeIf(one -> one.id() == comment);
  }

  @Override
  public synchronized List<Said> said() {
    return List.copyOf(comments);
  }

  @Override
  public void fail(Step step, Fault fault) {
    faults.plan(step.name(), "/", fault);
  }

  @Override
  public long requests(Step step) {
    return faults.exchanges().stream().filter(one -> one.method().equals(step.name())).count();
  }

  @Override
  public List<Exchange> exchanges() {
    return faults.exchanges();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(WRITER, READER, STRANGER);
  }

  @Override
  public void close() {}
}

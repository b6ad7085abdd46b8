package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Threads;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One walk of a history: every commit once, newest first, with the paths it changed. One git lists
/// the commits; others, one a processor, say what those changed, a chunk of commits each in turn.
/// Memory does not grow with the history.
///
/// A merge changed what none of its parents has. A commit at which a shallow clone is cut off
/// changed nothing, as nobody can tell.
public final class HistoryWalk implements AutoCloseable {
  static final String DAMAGED =
      "The repository may be damaged (try `git fsck`), or a partial clone.";

  /// The questions of so many commits are smaller than the smallest pipe, so that a worker whose
  /// answers wait to be read never stops the one who asks.
  private static final int CHUNK = 32;

  private static final List<Asked> END = List.of();

  private final Quarantine quarantine;
  private final Map<String, String> environment;
  private final Terms terms;
  private final KnownTouches known;
  private final Set<ObjectId> cut;
  private final @Nullable DiffWorker[] workers;
  private @Nullable DiffWorker merges;
  private final BlockingQueue<List<Asked>> chunks = new ArrayBlockingQueue<>(64);
  private volatile @Nullable Exception broken;
  private volatile boolean closed;

  /// What is walked.
  ///
  /// @param heads where it begins; the first one's mailmap holds
  /// @param without what is reachable from these is left out
  /// @param below the directory of which changes are wanted, empty for all
  /// @param depth what is told of each path
  /// @param messages whether the messages of commits are wanted
  /// @param against a merge that is compared with its first parent; null for none
  /// @param mailmap whether the names of authors are those of the first head's `.mailmap`
  public record Terms(
      List<ObjectId> heads,
      List<ObjectId> without,
      String below,
      Depth depth,
      boolean messages,
      @Nullable ObjectId against,
      boolean mailmap) {
    public Terms {
      heads = List.copyOf(heads);
      without = List.copyOf(without);
    }
  }

  /// What is told of a path that changed.
  public enum Depth {
    /// That it did.
    PATHS,
    /// And what it was called before.
    RENAMES,
    /// And how many lines.
    LINES
  }

  /// Takes what the walk finds.
  public interface Visitor {
    /// Whether it is to be found out what a commit changed. Called on a thread of its own.
    boolean wants(LoggedCommit commit);

    /// Takes a commit.
    ///
    /// @param touches what it changed; empty where that was not wanted
    /// @return whether the walk is to go on
    boolean visit(LoggedCommit commit, List<PathTouch> touches);
  }

  /// A commit that is asked for, or known, or neither.
  private record Asked(LoggedCommit commit, @Nullable DiffWorker by, boolean isKnown) {}

  private HistoryWalk(
      Quarantine quarantine, Map<String, String> environment, Terms terms, KnownTouches known)
      throws Failure {
    this.quarantine = quarantine;
    this.environment = environment;
    this.terms = terms;
    this.known = known;
    this.cut = quarantine.shallowCommits();
    this.workers = new DiffWorker[Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8)];
  }

  /// Tells which commits are reachable from one and not from others, without what they changed.
  ///
  /// @throws Failure.Source where git cannot
  public static void commits(
      GitDirectory directory,
      ObjectId head,
      List<ObjectId> without,
      Environment variables,
      Consumer<ObjectId> each)
      throws Failure {
    Terms terms = new Terms(List.of(head), without, "", Depth.PATHS, false, null, false);
    run(
        directory,
        terms,
        variables,
        new Visitor() {
          @Override
          public boolean wants(LoggedCommit commit) {
            return false;
          }

          @Override
          public boolean visit(LoggedCommit commit, List<PathTouch> touches) {
            each.accept(commit.id());
            return true;
          }
        });
  }

  /// Walks.
  ///
  /// @throws Failure.Source where git cannot
  public static void run(
      GitDirectory directory, Terms terms, Environment variables, Visitor visitor) throws Failure {
    run(directory, terms, variables, KnownTouches.NONE, visitor);
  }

  /// Walks, and asks git only for what is not known.
  ///
  /// @param known of the same directory, to the same depth
  /// @throws Failure.Source where git cannot
  public static void run(
      GitDirectory directory,
      Terms terms,
      Environment variables,
      KnownTouches known,
      Visitor visitor)
      throws Failure {
    try (Quarantine quarantine = Quarantine.around(directory)) {
      Map<String, String> environment = quarantine.environment(variables.variables());
      environment.put("GIT_LITERAL_PATHSPECS", "1");
      if (terms.mailmap()) {
        environment.put("GIT_CONFIG_COUNT", "1");
        environment.put("GIT_CONFIG_KEY_0", "mailmap.blob");
        environment.put("GIT_CONFIG_VALUE_0", terms.heads().getFirst().hex() + ":.mailmap");
      }
      try (HistoryWalk walk = new HistoryWalk(quarantine, environment, terms, known)) {
        walk.walk(visitor);
      }
    }
  }

  /// What differs between the trees of two commits, with renames and lines.
  ///
  /// @throws Failure.Source where git cannot tell
  public static List<PathTouch> between(
      GitDirectory directory, ObjectId from, ObjectId to, Environment variables) throws Failure {
    Terms terms = new Terms(List.of(to), List.of(), "", Depth.LINES, false, null, false);
    try (Quarantine quarantine = Quarantine.around(directory);
        HistoryWalk walk =
            new HistoryWalk(
                quarantine,
                quarantine.environment(variables.variables()),
                terms,
                KnownTouches.NONE)) {
      DiffWorker worker = walk.worker(0);
      worker.ask(to, List.of(from));
      worker.flush();
      return worker.answer();
    } catch (IOException e) {
      throw new Failure.Source("cannot read the difference: " + e.getMessage(), DAMAGED, e);
    }
  }

  private void walk(Visitor visitor) throws Failure {
    Thread asking = new Thread(() -> ask(visitor), "git-history");
    asking.setDaemon(true);
    asking.start();
    try {
      for (List<Asked> chunk = chunks.take(); !chunk.isEmpty(); chunk = chunks.take()) {
        for (Asked asked : chunk) {
          if (!visitor.visit(asked.commit(), touches(asked))) {
            return;
          }
        }
      }
      rethrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (IOException e) {
      throw new Failure.Source("cannot read the history: " + e.getMessage(), DAMAGED, e);
    } finally {
      close();
      Threads.stop(asking);
    }
  }

  private List<PathTouch> touches(Asked asked) throws Failure, IOException {
    DiffWorker by = asked.by();
    if (by != null) {
      List<PathTouch> touches = by.answer();
      if (!isAgainst(asked.commit())) {
        known.learn(asked.commit().id(), touches);
      }
      return touches;
    }
    if (!asked.isKnown()) {
      return List.of();
    }
    List<PathTouch> touches = known.touches(asked.commit().id());
    return touches == null ? alone(asked.commit()) : touches;
  }

  /// Asks for one commit out of turn.
  private List<PathTouch> alone(LoggedCommit commit) throws Failure, IOException {
    try (DiffWorker worker = commit.isMerge() ? openMerges() : openPlain()) {
      worker.ask(commit.id(), List.of());
      worker.flush();
      return worker.answer();
    }
  }

  /// Of a merge that is compared with its first parent nothing is kept: it is asked for otherwise.
  private boolean isAgainst(LoggedCommit commit) {
    return commit.isMerge() && commit.id().equals(terms.against());
  }

  private void rethrow() throws Failure {
    switch (broken) {
      case null -> {}
      case Failure failure -> throw failure;
      case RuntimeException bug -> throw bug;
      case Exception e ->
          throw new Failure.Source("cannot read the history: " + e.getMessage(), DAMAGED, e);
    }
  }

  /// Lists commits and has them looked at, on a thread of its own.
  private void ask(Visitor visitor) {
    try (GitProcess git = start(log())) {
      CommitLog log = new CommitLog(git.output(), terms.messages());
      List<LoggedCommit> next = new ArrayList<>();
      for (int turn = 0; !closed; turn++) {
        next.clear();
        for (LoggedCommit commit = log.next(); commit != null; commit = log.next()) {
          next.add(commit);
          if (next.size() == CHUNK) {
            break;
          }
        }
        if (next.isEmpty()) {
          break;
        }
        chunks.put(chunk(next, visitor, turn % workers.length));
      }
      if (!closed && git.await() != 0) {
        throw git.failure(DAMAGED);
      }
    } catch (IOException | Failure | RuntimeException e) {
      broken = e;
    } catch (InterruptedException e) {
      return;
    }
    finish();
  }

  /// The reader takes all chunks before it looks at what went wrong.
  private void finish() {
    try {
      chunks.put(END);
    } catch (InterruptedException e) {
      // Nobody reads any more.
    }
  }

  private List<Asked> chunk(List<LoggedCommit> commits, Visitor visitor, int number)
      throws IOException, Failure {
    List<Asked> asked = new ArrayList<>(commits.size());
    Set<DiffWorker> used = new HashSet<>();
    for (LoggedCommit commit : commits) {
      if (cut.contains(commit.id()) || !visitor.wants(commit)) {
        asked.add(new Asked(commit, null, false));
        continue;
      }
      if (!isAgainst(commit) && known.has(commit.id())) {
        asked.add(new Asked(commit, null, true));
        continue;
      }
      boolean plain = !commit.isMerge() || isAgainst(commit);
      DiffWorker worker = plain ? worker(number) : merges();
      worker.ask(
          commit.id(), commit.isMerge() && plain ? commit.parents().subList(0, 1) : List.of());
      used.add(worker);
      asked.add(new Asked(commit, worker, false));
    }
    for (DiffWorker worker : used) {
      worker.flush();
    }
    return asked;
  }

  private List<String> log() {
    List<String> arguments =
        new ArrayList<>(
            List.of("log", "--encoding=UTF-8", "--no-color", CommitLog.format(terms.messages())));
    terms.heads().forEach(head -> arguments.add(head.hex()));
    terms.without().forEach(base -> arguments.add("^" + base.hex()));
    return arguments;
  }

  private synchronized DiffWorker worker(int number) throws Failure {
    DiffWorker worker = workers[number];
    if (worker == null) {
      worker = openPlain();
      workers[number] = worker;
    }
    return worker;
  }

  private DiffWorker openPlain() throws Failure {
    List<String> arguments =
        new ArrayList<>(List.of("diff-tree", "--stdin", "--root", "-r", "--no-abbrev", "--raw"));
    switch (terms.depth()) {
      case PATHS -> arguments.add("--no-renames");
      case RENAMES -> arguments.addAll(List.of("-M", "-l1000"));
      case LINES -> arguments.addAll(List.of("-M", "-l1000", "--numstat"));
    }
    return open(arguments);
  }

  private synchronized DiffWorker merges() throws Failure {
    if (merges == null) {
      merges = openMerges();
    }
    return merges;
  }

  private DiffWorker openMerges() throws Failure {
    return open(List.of("diff-tree", "--stdin", "-r", "--no-abbrev", "--raw", "-c"));
  }

  private DiffWorker open(List<String> options) throws Failure {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("--");
    if (!terms.below().isEmpty()) {
      arguments.add(terms.below());
    }
    return new DiffWorker(start(arguments));
  }

  private GitProcess start(List<String> arguments) throws Failure {
    if (closed) {
      throw new Failure.Cancelled();
    }
    return GitProcess.start(quarantine.dir(), environment, arguments);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (DiffWorker worker : workers) {
      if (worker != null) {
        worker.close();
      }
    }
    if (merges != null) {
      merges.close();
    }
  }
}

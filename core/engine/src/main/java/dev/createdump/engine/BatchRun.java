package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.batch.BatchRow;
import dev.createdump.engine.cache.StandingDump;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.spi.Receipt;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Dumps the projects of a batch, several at a time; of each dump that is made nothing is kept but
/// its row, so that memory does not grow with their number.
final class BatchRun {
  private final TreeRequest request;
  private final TreeOrigin origin;
  private final GitWitness git;
  private final Path directory;
  private final Function<BatchJob, CreateTreeDump> dumps;
  private final ExitOrder codes;
  private final Consumer<Outcome> taker;

  /// @param git looked at before the tree was listed
  /// @param directory holds one directory a project
  /// @param dumps the flow for one project
  /// @param taker takes each dump that was made; called from several threads
  BatchRun(
      TreeRequest request,
      TreeOrigin origin,
      GitWitness git,
      Path directory,
      Function<BatchJob, CreateTreeDump> dumps,
      ExitOrder codes,
      Consumer<Outcome> taker) {
    this.request = request;
    this.origin = origin;
    this.git = git;
    this.directory = directory;
    this.dumps = dumps;
    this.codes = codes;
    this.taker = taker;
  }

  /// What is told of a project.
  ///
  /// @param proof what nothing may hold that is told of the batch; null where nothing was found
  record Told(BatchRow row, @Nullable Proof proof) {}

  /// What would be dumped.
  List<Told> list(List<BatchJob> jobs) {
    List<Told> told = new ArrayList<>();
    for (BatchJob job : jobs) {
      Failure failure = job.failure();
      boolean skipped = !job.idle().isEmpty();
      BatchRow.Result how = skipped ? BatchRow.Result.SKIPPED : BatchRow.Result.PLANNED;
      told.add(
          failure != null
              ? failed(job, failure)
              : new Told(row(job, how, 0, BatchRow.Dump.NONE, ""), null));
    }
    return told;
  }

  /// @param most how many at a time
  /// @throws Failure.Cancelled alone
  List<Told> dump(List<BatchJob> jobs, int most) throws Failure {
    List<Told> told = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    jobs.forEach(job -> parts.add(job.part().directory()));
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, most));
    try {
      List<Future<Told>> pending = new ArrayList<>();
      for (BatchJob job : jobs) {
        pending.add(threads.submit(() -> dump(job, parts)));
      }
      for (Future<Told> one : pending) {
        told.add(one.get());
      }
      return told;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      // Whoever is at work cleans up before anybody goes.
      threads.shutdownNow();
      threads.close();
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable why) throws Failure {
    return switch (why) {
      case Failure failed -> throw failed;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(why);
    };
  }

  private Told dump(BatchJob job, Set<String> parts) throws Failure.Cancelled {
    try {
      ProjectLayers.Project project = job.orFail();
      if (!job.idle().isEmpty()) {
        return new Told(row(job, BatchRow.Result.SKIPPED, 0, BatchRow.Dump.NONE, ""), null);
      }
      Resolved config = BatchJob.told(project.config());
      String below = job.directory().isEmpty() ? "" : job.directory() + "/";
      CreateTreeDump.Part part =
          new CreateTreeDump.Part(
              config,
              Territory.selection(project).below(below),
              origin.part(job.part().entries(), job.part().directory(), parts),
              directory.resolve(job.place()),
              directory,
              depends(job, parts));
      return switch (dumps.apply(job).run(of(job), part, git, directory.resolve("outbox"))) {
        case TreeRun.Made made -> made(job, made);
        case TreeRun.Standing standing -> standing(job, standing.dump().told());
      };
    } catch (Failure.Cancelled e) {
      throw e;
    } catch (Failure e) {
      return failed(job, e);
    } catch (RuntimeException bug) {
      String error = Redactor.standalone("create-dump has a bug: " + bug).value();
      return new Told(
          row(job, BatchRow.Result.FAILED, codes.bug(), BatchRow.Dump.NONE, error), null);
    }
  }

  /// The request of one project. Where a CI system names the run, each project's dump is a run of
  /// its own, so that in a store none lies where another does.
  private TreeRequest of(BatchJob job) {
    CiContext ci = request.ci();
    CiContext.Run run = ci.run();
    CiContext own =
        new CiContext(
            ci.forge(),
            ci.event(),
            ci.base(),
            ci.head(),
            ci.repository(),
            ci.review(),
            run == null ? null : new CiContext.Run(run.id() + "-" + job.place(), run.url()));
    Path root = request.root().resolve(job.part().directory());
    return request.of(root, request.config(), own, request.clock());
  }

  /// What decides which paths are in a project, and where its dump lies.
  private List<String> depends(BatchJob job, Set<String> parts) {
    MessageDigest digest = Digests.newSha256();
    for (TreeEntry entry : job.part().entries()) {
      byte[] path = entry.path().bytes();
      TreeCache.add(digest, entry.mode() + " " + path.length);
      digest.update(path);
    }
    String below = job.part().directory().isEmpty() ? "" : job.part().directory() + "/";
    for (String part : new TreeSet<>(parts)) {
      if (part.startsWith(below)) {
        TreeCache.add(digest, part);
      }
    }
    return List.of(
        "batch",
        directory.resolve(job.place()).toAbsolutePath().toString(),
        HexFormat.of().formatHex(digest.digest()));
  }

  /// Where nothing was found nothing need be known to prove the index; other dumps are made anew.
  private static void remember(TreeRun.Made made, BatchRow.Dump dump, int code) {
    Outcome.Result result = made.outcome().result();
    if (result.proof().isOfNothing()) {
      String facts = dump.digest() + " " + dump.bytes() + " " + dump.unread();
      made.keep()
          .accept(
              new StandingDump.Told(code, dump.name(), result.directory().toString(), "", facts));
    }
  }

  private static Told standing(BatchJob job, StandingDump.Told told) {
    String[] facts = told.json().split(" ", -1);
    BatchRow.Dump dump =
        new BatchRow.Dump(
            told.name(),
            facts[0],
            Long.parseLong(facts[1]),
            0,
            Integer.parseInt(facts[2]),
            List.of());
    return new Told(row(job, BatchRow.Result.UNCHANGED, told.code(), dump, ""), null);
  }

  private Told made(BatchJob job, TreeRun.Made made) {
    Outcome outcome = made.outcome();
    taker.accept(outcome);
    Outcome.Result result = outcome.result();
    int code = codes.of(outcome);
    var tree = result.header().tree();
    int unread = tree == null ? 0 : tree.unread();
    List<String> stored = new ArrayList<>();
    for (Receipt receipt : result.receipts()) {
      if (receipt.uri().toString().endsWith(".manifest.json")) {
        stored.add(receipt.uri().toString());
      }
    }
    BatchRow.Dump dump =
        new BatchRow.Dump(
            result.header().name(),
            result.dumpDigest(),
            tree == null ? 0 : tree.bytes(),
            result.header().findings().size(),
            unread,
            stored);
    remember(made, dump, code);
    BatchRow.Result how =
        request.dry()
            ? BatchRow.Result.PLANNED
            : outcome instanceof Outcome.Blocked
                ? BatchRow.Result.BLOCKED
                : unread > 0 ? BatchRow.Result.INCOMPLETE : BatchRow.Result.DONE;
    return new Told(row(job, how, code, dump, ""), result.proof());
  }

  private Told failed(BatchJob job, Failure failure) {
    String hint = failure.hint().isEmpty() ? "" : "\n" + failure.hint();
    String error = Redactor.standalone(failure.getMessage() + hint).value();
    return new Told(
        row(job, BatchRow.Result.FAILED, codes.of(failure), BatchRow.Dump.NONE, error), null);
  }

  private static BatchRow row(
      BatchJob job, BatchRow.Result how, int code, BatchRow.Dump dump, String error) {
    ProjectLayers.Project project = job.project();
    List<String> around = new ArrayList<>();
    if (project != null) {
      project.around().forEach(one -> around.add(Redactor.standalone(one).value()));
    }
    return new BatchRow(
        Redactor.standalone(job.directory()).value(),
        List.copyOf(job.part().markers()),
        around,
        job.owners(),
        how,
        code,
        job.part().entries().size(),
        job.place(),
        dump,
        error,
        error.isEmpty() ? job.idle() : "");
  }
}

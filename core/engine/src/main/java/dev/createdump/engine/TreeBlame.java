package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.KnownBlame;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Blame;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.sweep.Sight;
import dev.createdump.engine.tree.TreeNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks git which commit each line of the files is from that are shown as text: one process a file,
/// as many at a time as there are processors.
final class TreeBlame {
  private final TreeHistory history;
  private final TreeSource source;
  private final String base;
  private final KnownBlame known;
  private final Map<String, List<Blame.Lines>> found = new ConcurrentHashMap<>();

  private TreeBlame(TreeHistory history, TreeSource source, String below, KnownBlame known) {
    this.history = history;
    this.source = source;
    this.base = below.isEmpty() ? "" : below + "/";
    this.known = known;
  }

  /// What holds for all files.
  ///
  /// @param cache what earlier runs found
  /// @param rules tell which names may be kept there
  record Asked(TreeRequest request, Settings settings, TreeCache cache, RuleSet rules) {}

  /// By path.
  static Map<String, List<Blame.Lines>> of(
      Asked asked, TreeHistory history, TreeOrigin origin, List<TreeNote> notes, Events events)
      throws Failure {
    TreeRequest request = asked.request();
    List<TreeNote> wanted = new ArrayList<>();
    for (TreeNote note : notes) {
      if (isWanted(note)) {
        wanted.add(note);
      }
    }
    Settings.Source how = asked.settings().source();
    try (Git git = Gits.open(origin.place(), how, request.environment())) {
      Commit head =
          git.commit(request.revision().isEmpty() ? "HEAD" : request.revision())
              .orElseThrow(() -> new Failure.Source("there is no commit yet", ""));
      String below = origin.below();
      Optional<byte[]> mailmap = HistoryTerms.mailmap(git, head.id());
      KnownBlame known =
          asked
              .cache()
              .blame(
                  request,
                  git.directory(),
                  head.id(),
                  mailmap.map(Digests::sha256Hex).orElse(""),
                  git.shallowCommits());
      TreeBlame blame = new TreeBlame(history, origin.source(), below, known);
      try (Blame reader =
          Blame.open(
              git.directory(), head.id(), below, mailmap.isPresent(), request.environment())) {
        blame.run(reader, wanted, events);
      }
      known.save(new Harmless(asked.rules()));
      return Map.copyOf(blame.found);
    }
  }

  /// What is shown as text: nothing else has lines that a reader could look up.
  private static boolean isWanted(TreeNote note) {
    TextForm form = note.form();
    boolean shown = note.state() == FileState.INCLUDED || note.state() == FileState.REDACTED;
    boolean file = note.mode() == FileMode.REGULAR || note.mode() == FileMode.EXECUTABLE;
    return shown && file && form != null && form.isText() && note.entry().path().isText();
  }

  private void run(Blame reader, List<TreeNote> wanted, Events events) throws Failure {
    int jobs = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 16);
    AtomicInteger done = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (TreeNote note : wanted) {
        Callable<Void> work =
            () -> {
              one(reader, note);
              events.files(Events.Work.BLAME, done.incrementAndGet(), wanted.size());
              return null;
            };
        running.add(threads.submit(work));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private void one(Blame reader, TreeNote note) throws Failure {
    String path = note.entry().path().text();
    List<Blame.Lines> lines =
        switch (history.status(path)) {
          case "unmodified" -> committed(reader, note, path);
          case "modified" -> reader.of(path, content(note));
          default -> List.of();
        };
    if (!lines.isEmpty()) {
      found.put(path, lines);
    } else if (note.lines() > 0) {
      found.put(path, List.of(new Blame.Lines(1, note.lines(), null)));
    }
  }

  private List<Blame.Lines> committed(Blame reader, TreeNote note, String path) throws Failure {
    List<Blame.Lines> lines = known.lines(base + path);
    if (lines == null) {
      lines = reader.of(path, null);
      if (!inName(note)) {
        known.learn(base + path, lines);
      }
    }
    return lines;
  }

  private static boolean inName(TreeNote note) {
    for (Sight sight : note.sights()) {
      if (sight.inName()) {
        return true;
      }
    }
    return false;
  }

  /// The content that was looked at; a file that changes is noticed when it is written.
  private byte[] content(TreeNote note) throws Failure {
    try (TreeSource.Reader reader = source.reader()) {
      reader.announce(List.of(note.entry()));
      byte[] bytes = reader.read(note.entry(), (int) note.size()).bytes();
      return bytes == null ? new byte[0] : bytes;
    } catch (IOException e) {
      return new byte[0];
    }
  }
}

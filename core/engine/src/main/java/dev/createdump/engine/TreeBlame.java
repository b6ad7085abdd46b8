package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.source.Blame;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import dev.createdump.engine.tree.TreeNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Map<String, List<Blame.Lines>> found = new ConcurrentHashMap<>();

  private TreeBlame(TreeHistory history, TreeSource source) {
    this.history = history;
    this.source = source;
  }

  /// By path.
  static Map<String, List<Blame.Lines>> of(
      TreeRequest request,
      Settings settings,
      TreeHistory history,
      TreeSource source,
      List<TreeNote> notes,
      Events events)
      throws Failure {
    List<TreeNote> wanted = new ArrayList<>();
    for (TreeNote note : notes) {
      if (isWanted(note)) {
        wanted.add(note);
      }
    }
    TreeBlame blame = new TreeBlame(history, source);
    try (Git git = Gits.open(request.root(), settings.source().git(), request.environment())) {
      Commit head =
          git.commit(request.revision().isEmpty() ? "HEAD" : request.revision())
              .orElseThrow(() -> new Failure.Source("there is no commit yet", ""));
      String below = TreeSources.below(git.directory(), request.root());
      boolean mailmap = HistoryTerms.mailmap(git, head.id());
      try (Blame reader =
          Blame.open(git.directory(), head.id(), below, mailmap, request.environment())) {
        blame.run(reader, wanted, events);
      }
    }
    return Map.copyOf(blame.found);
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
              events.files(done.incrementAndGet(), wanted.size());
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
          case "unmodified" -> reader.of(path, null);
          case "modified" -> reader.of(path, content(note));
          default -> List.of();
        };
    if (!lines.isEmpty()) {
      found.put(path, lines);
    } else if (note.lines() > 0) {
      found.put(path, List.of(new Blame.Lines(1, note.lines(), null)));
    }
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

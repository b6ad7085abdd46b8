package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One diff by the `git` program: renames and patch text by one process, and copies, whose search
/// costs as much again, by a second one beside it that starts only where a copy is possible.
///
/// The entries are those of `git diff -M`, whatever the copies; a path becomes a copy only where
/// the first process calls it added.
final class DiffRun implements AutoCloseable {
  private static final List<String> COMMON =
      List.of(
          "diff-tree",
          "-r",
          "--raw",
          "-p",
          "--full-index",
          "--no-abbrev",
          "--binary",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "--no-relative",
          "--diff-algorithm=myers",
          "--indent-heuristic",
          "--unified=3",
          "--inter-hunk-context=0",
          "--ignore-submodules=none",
          "--submodule=short",
          "--src-prefix=a/",
          "--dst-prefix=b/");

  private final Starter starter;
  private final ObjectId from;
  private final ObjectId to;
  private final Git.DiffOptions options;
  private @Nullable Copies copies;

  DiffRun(Starter starter, ObjectId from, ObjectId to, Git.DiffOptions options) {
    this.starter = starter;
    this.from = from;
    this.to = to;
    this.options = options;
  }

  /// Starts git with arguments.
  @FunctionalInterface
  interface Starter {
    GitProcess start(List<String> arguments) throws Failure;
  }

  void deliverTo(Git.DiffSink sink) throws Failure, IOException {
    if (!deliver(sink, "-M")) {
      deliver(sink, "--no-renames");
      sink.note(
          "renames are shown as deletions and additions, as git cannot apply a patch that moves a"
              + " link below its own old name");
    }
    if (copies != null) {
      copies.deliverTo(sink);
    }
  }

  /// Hands over everything but copies.
  ///
  /// @return false where nothing was handed over, as a rename in it could not be applied
  private boolean deliver(Git.DiffSink sink, String renames) throws Failure, IOException {
    try (GitProcess git = start(renames)) {
      DiffOutput output = new DiffOutput(git.output());
      List<FileChange> changes = output.changes();
      for (FileChange change : changes) {
        if (movesBelowItself(change)) {
          return false;
        }
      }
      startCopies(changes);
      sink.changes(changes);
      output.patch(sink);
      finish(git);
      if (git.errors().contains("rename detection was skipped")) {
        sink.note(renamesSkipped(options.renameLimit()));
      }
      return true;
    }
  }

  /// Whether a link becomes a directory on the way to its own new name, as `l` to `l/moved`: git
  /// refuses to apply its own patch of that ("beyond a symbolic link").
  private static boolean movesBelowItself(FileChange change) {
    if (change.oldMode() != FileMode.SYMLINK) {
      return false;
    }
    byte[] from = change.oldPath().bytes();
    byte[] to = change.path().bytes();
    return to.length > from.length
        && to[from.length] == '/'
        && java.util.Arrays.equals(to, 0, from.length, from, 0, from.length);
  }

  /// Starts the search for copies where a path was added and another was there before.
  private void startCopies(List<FileChange> changes) throws Failure {
    int additions = 0;
    for (FileChange change : changes) {
      additions += change.status() == ChangeStatus.ADDED ? 1 : 0;
    }
    if (additions > 0 && additions < changes.size()) {
      copies = new Copies(start("-M", "-C", "--diff-filter=C"), changes);
    }
  }

  private GitProcess start(String... more) throws Failure {
    List<String> arguments = new ArrayList<>(COMMON);
    arguments.add("-l" + options.renameLimit());
    arguments.addAll(List.of(more));
    arguments.add(from.hex());
    arguments.add(to.hex());
    return starter.start(arguments);
  }

  private static void finish(GitProcess git) throws Failure {
    if (git.await() != 0) {
      throw git.failure(
          "Objects of the change may be missing; fetch the whole history and all files, which a clone"
              + " made with --filter lacks.");
    }
  }

  /// What people are told where too many paths changed.
  static String renamesSkipped(int limit) {
    return "so many paths changed that inexact renames were not searched"
        + (" (source.rename_limit = " + limit + ")");
  }

  @Override
  public void close() {
    if (copies != null) {
      copies.close();
    }
  }

  /// The second process, read in the background; copies are few, so their patch text is held.
  private static final class Copies implements Git.DiffSink, AutoCloseable {
    private final GitProcess git;
    private final Map<RepoPath, ChangeStatus> statuses = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<Integer> starts = new ArrayList<>();
    private final SectionSplitter splitter = new SectionSplitter(at -> starts.add((int) at));
    private final Thread thread;
    private List<FileChange> found = List.of();
    private @Nullable Exception failure;

    private Copies(GitProcess git, List<FileChange> changes) {
      this.git = git;
      changes.forEach(change -> statuses.put(change.path(), change.status()));
      this.thread = new Thread(this::read, "git-copies");
      thread.setDaemon(true);
      thread.start();
    }

    private void read() {
      try {
        new DiffOutput(git.output()).deliverTo(this);
      } catch (IOException | Failure | RuntimeException e) {
        failure = e;
      }
    }

    private void deliverTo(Git.DiffSink sink) throws Failure, IOException {
      join();
      if (failure != null) {
        throw new IOException("the search for copies broke off: " + failure.getMessage(), failure);
      }
      finish(git);
      byte[] all = text.toByteArray();
      for (int i = 0; i < found.size(); i++) {
        int end = i + 1 < starts.size() ? starts.get(i + 1) : all.length;
        boolean added = statuses.get(found.get(i).path()) == ChangeStatus.ADDED;
        if (added && !movesBelowItself(found.get(i))) {
          sink.copied(found.get(i), java.util.Arrays.copyOfRange(all, starts.get(i), end));
        }
      }
    }

    private void join() throws Failure {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure.Cancelled();
      }
    }

    @Override
    public void changes(List<FileChange> changes) {
      found = changes;
    }

    @Override
    public void patch(byte[] buffer, int offset, int length) throws IOException {
      splitter.accept(buffer, offset, length);
      text.write(buffer, offset, length);
    }

    @Override
    public void copied(FileChange change, byte[] patch) {
      throw new IllegalStateException("a search for copies yields entries, not replacements");
    }

    @Override
    public void note(String note) {
      throw new IllegalStateException("notes come from the process, not from its output");
    }

    @Override
    public void close() {
      git.close();
    }
  }
}

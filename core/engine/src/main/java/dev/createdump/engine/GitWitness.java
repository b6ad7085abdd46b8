package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.cache.Witness;
import dev.createdump.engine.source.GitDirectory;
import dev.createdump.engine.source.Mark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a repository decides which files are dumped and what is said of them: its index, what is
/// checked out, its tags, where its history is cut off, and its configuration, which names its
/// remotes. To be looked at before anything is
/// read.
///
/// @param all empty where there is no repository
/// @param settled whether none of it can have changed unseen
/// @param at when it was looked at, in milliseconds since 1970
record GitWitness(List<Witness> all, boolean settled, long at) {
  /// More are looked at by git alone.
  private static final int MOST = 1000;

  private static final String REF = "ref: refs/";

  /// As many names for one branch as git follows.
  private static final int MOST_NAMES = 5;

  private static final int LONGEST_NAME = 4096;

  /// Of the repository that a directory lies in.
  static GitWitness around(Path root) throws Failure {
    // What is no directory is told of by whoever opens it.
    return of(Files.isDirectory(root) ? repository(root) : null, FileFacts.now());
  }

  /// The repository that a directory lies in the work tree of; null where it lies in none.
  static @Nullable GitDirectory repository(Path root) throws Failure {
    return GitDirectory.workTreeOf(root).isPresent() ? GitDirectory.find(root) : null;
  }

  /// @param now in milliseconds since 1970
  private static GitWitness of(@Nullable GitDirectory repository, long now) throws Failure {
    if (repository == null) {
      return new GitWitness(List.of(), true, now);
    }
    List<Path> paths = new ArrayList<>();
    Path own = repository.gitDir();
    Path common = repository.commonDir();
    Path workTree = repository.workTreeOrNull();
    if (workTree != null) {
      // In a linked work tree a file, which may come to lead elsewhere.
      paths.add(workTree.resolve(".git"));
    }
    paths.add(own.resolve("index"));
    paths.add(own.resolve("HEAD"));
    paths.add(common.resolve("config"));
    paths.add(own.resolve("config.worktree"));
    paths.add(common.resolve("shallow"));
    paths.add(common.resolve("packed-refs"));
    paths.addAll(directories(common.resolve("refs/tags")));
    paths.add(common.resolve("reftable").resolve("tables.list"));
    paths.add(own.resolve("reftable").resolve("tables.list"));
    addHead(repository.head(), common, paths);
    List<Witness> all = new ArrayList<>();
    boolean settled = paths.size() < MOST;
    try {
      for (Path path : paths) {
        Mark mark = Mark.of(path);
        boolean kindOnly = path.equals(own);
        all.add(new Witness(path.toAbsolutePath().toString(), kindOnly, mark));
        settled &= kindOnly || mark.isSettled(now);
      }
    } catch (IOException e) {
      settled = false;
    }
    return new GitWitness(all, settled, now);
  }

  /// The branch that is checked out, and those that it stands for: one may be another name of one.
  private static void addHead(String head, Path common, List<Path> paths) {
    String next = head;
    for (int i = 0; i < MOST_NAMES && isPlain(next); i++) {
      Path file = common.resolve(next.substring("ref: ".length()));
      paths.add(file);
      next = GitDirectory.start(file, LONGEST_NAME).strip();
    }
  }

  private static boolean isPlain(String head) {
    return head.startsWith(REF) && !head.contains("..") && head.indexOf('\0') < 0;
  }

  /// A directory and those in it. A ref that comes, goes or changes is a change of its directory,
  /// as git writes each beside and renames it.
  private static List<Path> directories(Path top) {
    List<Path> all = new ArrayList<>(List.of(top));
    for (int i = 0; i < all.size() && all.size() < MOST; i++) {
      File[] files = all.get(i).toFile().listFiles();
      for (File file : files == null ? new File[0] : files) {
        if (file.isDirectory()) {
          all.add(file.toPath());
        }
      }
    }
    return all;
  }
}

package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens trees.
public final class TreeSources {
  private TreeSources() {}

  /// Which tree is meant.
  public enum Choice {
    /// The files that git tracks; all files where there is no repository.
    TRACKED,
    /// Also those that it neither tracks nor ignores.
    UNTRACKED,
    /// All files, whatever git says of them.
    EVERYTHING,
    /// What is staged.
    INDEX
  }

  /// The files of a directory.
  ///
  /// @param root an existing directory
  /// @param repository the repository it lies in, or null
  /// @throws Failure.Source where they cannot be listed
  public static TreeSource files(
      Path root, @Nullable GitDirectory repository, Choice choice, Environment environment)
      throws Failure {
    if (choice == Choice.EVERYTHING || repository == null) {
      return DiskTree.walk(real(root));
    }
    if (repository.workTreeOrNull() == null) {
      throw new Failure.Source(
          root + " is a repository without a work tree", "Name a revision with --rev.");
    }
    String below = below(repository, root);
    return switch (choice) {
      case INDEX -> GitTree.index(repository, below, environment);
      default ->
          GitTree.workTree(repository, real(root), below, choice == Choice.UNTRACKED, environment);
    };
  }

  /// The tree of a commit.
  ///
  /// @param root the directory that is taken of it, as it is in the work tree
  /// @param promisors the remote that is asked for content that is missing, if any
  public static TreeSource revision(
      Path root,
      GitDirectory repository,
      ObjectId commit,
      List<Remote> promisors,
      Environment environment)
      throws Failure {
    return GitTree.revision(repository, commit, below(repository, root), promisors, environment);
  }

  /// The directory of a repository that a directory is, with `/` between names; empty for its top.
  public static String below(GitDirectory repository, Path root) throws Failure {
    Path workTree = repository.workTreeOrNull();
    if (workTree == null) {
      return "";
    }
    Path top = real(workTree);
    Path whole = real(root);
    return whole.startsWith(top)
        ? top.relativize(whole).toString().replace(File.separatorChar, '/')
        : "";
  }

  private static Path real(Path directory) throws Failure {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new Failure.Source(
          "there is no directory " + directory, "Name an existing directory.", e);
    }
  }
}

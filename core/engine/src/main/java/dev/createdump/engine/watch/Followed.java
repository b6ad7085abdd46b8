package dev.createdump.engine.watch;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.source.GitDirectory;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import dev.createdump.engine.suppress.SuppressionFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of the disk a tree is made of.
///
/// @param root a real path
/// @param directories those in which something counts, that above the root among them
/// @param files what counts in them; null where everything does
/// @param git the repository, null where there is none
public record Followed(
    Path root, Set<Path> directories, @Nullable Set<Path> files, @Nullable GitDirectory git) {
  private static final List<String> CONFIGURATION =
      List.of("create-dump.toml", "create_dump.toml", "pyproject.toml");

  /// Looks at what is there now.
  ///
  /// @throws Failure.Source where the root is gone
  public static Followed of(Path start, TreeSources.Choice choice, Environment environment)
      throws Failure {
    Path root = real(start);
    Set<Path> directories = new LinkedHashSet<>();
    Path above = root.getParent();
    if (above != null) {
      directories.add(above);
    }
    boolean within = GitDirectory.workTreeOf(root).isPresent();
    GitDirectory git = within ? GitDirectory.find(root) : null;
    if (git != null) {
      addGit(git, directories);
    }
    boolean listed = git != null && choice != TreeSources.Choice.EVERYTHING;
    if (!listed || choice == TreeSources.Choice.UNTRACKED) {
      walk(root, directories);
      return new Followed(root, directories, null, git);
    }
    Set<Path> files = new HashSet<>();
    try (TreeSource source = TreeSources.files(root, git, choice, environment)) {
      for (TreeEntry entry : source.entries()) {
        if (entry.path().isText()) {
          add(root, root.resolve(entry.path().text()), directories, files);
        }
      }
    }
    Path top = git == null ? root : git.workTreeOrNull();
    for (Path place : top == null ? List.of(root) : List.of(root, top)) {
      directories.add(place);
      CONFIGURATION.forEach(name -> files.add(place.resolve(name)));
      SuppressionFiles.NAMES.forEach(name -> files.add(place.resolve(name)));
    }
    return new Followed(root, directories, files, git);
  }

  private static Path real(Path start) throws Failure.Source {
    try {
      Path root = start.toRealPath();
      if (Files.isDirectory(root)) {
        return root;
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new Failure.Source(
        "the directory " + start.toAbsolutePath().normalize() + " is gone",
        "There is nothing left to watch.");
  }

  /// A file and all that it lies in.
  private static void add(Path root, Path file, Set<Path> directories, Set<Path> files) {
    files.add(file);
    for (Path up = file.getParent(); up != null && !up.equals(root); up = up.getParent()) {
      if (!files.add(up)) {
        return;
      }
      directories.add(up);
    }
  }

  private static void addGit(GitDirectory git, Set<Path> directories) throws Failure {
    directories.add(git.gitDir().toAbsolutePath());
    directories.add(git.commonDir().toAbsolutePath());
    Path heads = git.commonDir().toAbsolutePath().resolve("refs").resolve("heads");
    if (Files.isDirectory(heads)) {
      walk(heads, directories);
    }
    Path tables = git.commonDir().toAbsolutePath().resolve("reftable");
    if (Files.isDirectory(tables)) {
      directories.add(tables);
    }
  }

  private static void walk(Path root, Set<Path> directories) throws Failure {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes found) {
              boolean git = directory.endsWith(".git") && !directory.equals(root);
              if (!git) {
                directories.add(directory);
              }
              return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new Failure.Source("cannot list " + root + ": " + e.getMessage(), "", e);
    }
  }

  /// Whether it counts that something happened to a name in a directory.
  public boolean counts(Path directory, String name) {
    GitDirectory repository = git;
    if (repository != null) {
      Path own = repository.gitDir().toAbsolutePath();
      Path common = repository.commonDir().toAbsolutePath();
      if (directory.equals(own) || directory.equals(common)) {
        return name.equals("HEAD")
            || name.equals("index")
            || name.equals("packed-refs")
            || name.equals("config");
      }
      if (directory.startsWith(common)) {
        return !name.endsWith(".lock");
      }
    }
    Path path = directory.resolve(name);
    if (directory.equals(root.getParent())) {
      return path.equals(root);
    }
    Set<Path> some = files;
    return some == null ? !name.equals(".git") : some.contains(path);
  }

  /// Whether git is in the middle of something.
  public boolean isLocked() {
    GitDirectory repository = git;
    return repository != null
        && (Files.exists(repository.gitDir().resolve("index.lock"))
            || Files.exists(repository.gitDir().resolve("HEAD.lock")));
  }
}

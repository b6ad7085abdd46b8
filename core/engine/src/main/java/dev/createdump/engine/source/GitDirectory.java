package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a repository's parts lie, found as gitrepository-layout(5) describes, without running
/// anything.
///
/// @param gitDir the directory of this work tree's own HEAD
/// @param commonDir the directory of objects, refs and configuration; the same as `gitDir` but for
/// linked work trees
/// @param workTreeOrNull the work tree, or null for a bare repository
public record GitDirectory(Path gitDir, Path commonDir, @Nullable Path workTreeOrNull) {
  /// A `.git` file, HEAD or `commondir` longer than this is none.
  private static final int MAX_POINTER_BYTES = 8192;

  /// Finds the repository that a directory lies in.
  ///
  /// @throws Failure.Source where there is none
  public static GitDirectory find(Path start) throws Failure {
    Path from = start.toAbsolutePath().normalize();
    if (!Files.isDirectory(from)) {
      throw new Failure.Source(
          "there is no directory " + start, "Name an existing checkout with --repo DIR.");
    }
    for (Path dir = from; dir != null; dir = dir.getParent()) {
      Optional<GitDirectory> found = at(dir);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new Failure.Source(
        from + " is in no git repository",
        "Run it inside a checkout, or name one with --repo DIR.");
  }

  /// The root of the work tree that a directory lies in; nothing where it lies in none.
  public static Optional<Path> workTreeOf(Path start) {
    Path from = start.toAbsolutePath().normalize();
    for (Path dir = from; dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve(".git"))) {
        return Optional.of(dir);
      }
    }
    return Optional.empty();
  }

  /// Whether a directory is a repository of which nothing is checked out.
  public static boolean isBare(Path dir) {
    return !Files.exists(dir.resolve(".git")) && isGitDir(dir);
  }

  private static Optional<GitDirectory> at(Path dir) throws Failure {
    Path dotGit = dir.resolve(".git");
    if (Files.isDirectory(dotGit) && isGitDir(dotGit)) {
      return Optional.of(new GitDirectory(dotGit, commonDir(dotGit), dir));
    }
    if (Files.isRegularFile(dotGit)) {
      return Optional.of(linked(dir, dotGit));
    }
    if (isGitDir(dir)) {
      return Optional.of(new GitDirectory(dir, commonDir(dir), null));
    }
    return Optional.empty();
  }

  /// Follows the `gitdir: PATH` of a linked work tree or a submodule.
  private static GitDirectory linked(Path dir, Path dotGit) throws Failure {
    String pointer = read(dotGit);
    Path target =
        pointer.startsWith("gitdir: ")
            ? pathIn(dir, pointer.substring("gitdir: ".length()), dotGit)
            : dotGit;
    if (!isGitDir(target)) {
      throw new Failure.Source(
          dotGit + " does not lead to a repository",
          "The repository it points to is gone or was moved; check out again.");
    }
    return new GitDirectory(target, commonDir(target), dir);
  }

  private static boolean isGitDir(Path dir) {
    return Files.exists(dir.resolve("HEAD"))
        && (Files.exists(dir.resolve("commondir"))
            || (Files.isDirectory(dir.resolve("objects"))
                && Files.isDirectory(dir.resolve("refs"))));
  }

  private static Path commonDir(Path gitDir) throws Failure {
    Path pointer = gitDir.resolve("commondir");
    return Files.isRegularFile(pointer) ? pathIn(gitDir, read(pointer), pointer) : gitDir;
  }

  private static Path pathIn(Path dir, String text, Path pointer) throws Failure {
    try {
      return dir.resolve(text.strip()).normalize();
    } catch (InvalidPathException e) {
      throw new Failure.Source(pointer + " names no path", "Check out again.", e);
    }
  }

  private static String read(Path file) throws Failure {
    if (!Files.isRegularFile(file)) {
      throw new Failure.Source(file + " is no file that git would write", "Check out again.");
    }
    try {
      if (Files.size(file) > MAX_POINTER_BYTES) {
        throw new Failure.Source(file + " is too large to be what git writes there", "");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot read " + file + ": " + e.getMessage(), "Check who may read the checkout.", e);
    }
  }

  /// The content of HEAD: `ref: NAME` or an object name.
  public String head() throws Failure {
    return read(gitDir.resolve("HEAD")).strip();
  }

  /// What a file of a repository begins with; empty where there is none, or nobody may read it.
  ///
  /// @param most so many bytes at most
  public static String start(Path file, int most) {
    try (InputStream in = Files.isRegularFile(file) ? Files.newInputStream(file) : null) {
      return in == null ? "" : new String(in.readNBytes(most), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  public Path objects() {
    return commonDir.resolve("objects");
  }

  public Path config() {
    return commonDir.resolve("config");
  }

  /// The list of commits whose parents are missing; absent in a complete clone.
  public Path shallow() {
    return commonDir.resolve("shallow");
  }

  public boolean isShallow() {
    return Files.isRegularFile(shallow());
  }

  /// Whether some of its objects were promised by a remote and left out (gitformat-pack(5)).
  public boolean isPartial() {
    try (DirectoryStream<Path> promises =
        Files.newDirectoryStream(objects().resolve("pack"), "*.promisor")) {
      return promises.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /// The name of the directory that holds the repository, for a repository without a remote.
  public String directoryName() {
    Path named = workTreeOrNull != null ? workTreeOrNull : gitDir;
    Path last = named.toAbsolutePath().getFileName();
    String name = last == null ? "repository" : last.toString();
    return name.endsWith(".git") && name.length() > 4 ? name.substring(0, name.length() - 4) : name;
  }
}

package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One file of one revision of a repository elsewhere, fetched with the `git` program into a
/// quarantine that leaves with it.
public final class RemoteFile implements AutoCloseable {
  private final Path scratch;
  private final GitProgram git;
  private final ObjectId commit;

  private RemoteFile(Path scratch, GitProgram git, ObjectId commit) {
    this.scratch = scratch;
    this.git = git;
    this.commit = commit;
  }

  /// Fetches a revision: an object name, a tag or a branch, in this order.
  ///
  /// @param limit after which git is ended
  /// @return nothing where the remote refused, does not know it, or was not reached
  /// @throws Failure.Source where there is no git program
  public static Optional<RemoteFile> fetch(
      Remote remote, String revision, Environment environment, Duration limit) throws Failure {
    Path scratch = emptyRepository();
    GitProgram git = null;
    try {
      GitDirectory directory = new GitDirectory(scratch, scratch, null);
      git = GitProgram.open(directory, environment).within(limit);
      for (String name : names(revision)) {
        Optional<ObjectId> commit = git.fetch(remote, name, 1);
        if (commit.isPresent()) {
          return Optional.of(new RemoteFile(scratch, git, commit.get()));
        }
      }
      remove(scratch, git);
      return Optional.empty();
    } catch (Failure | RuntimeException e) {
      remove(scratch, git);
      throw e;
    }
  }

  private static List<String> names(String revision) {
    List<String> names = new ArrayList<>();
    if (ObjectId.isValid(revision)) {
      names.add(revision);
    } else if (revision.startsWith("refs/")) {
      names.add(revision);
    } else {
      names.add("refs/tags/" + revision);
      names.add("refs/heads/" + revision);
    }
    return names;
  }

  /// The layout that makes a directory a repository (gitrepository-layout(5)).
  private static Path emptyRepository() throws Failure {
    try {
      Path scratch = Files.createTempDirectory("create-dump-remote-");
      Files.createDirectories(scratch.resolve("objects"));
      Files.createDirectories(scratch.resolve("refs"));
      Files.writeString(scratch.resolve("HEAD"), "ref: refs/heads/none\n");
      Files.writeString(scratch.resolve("config"), "");
      return scratch;
    } catch (IOException e) {
      throw new Failure.Source(
          "there is no room for a repository: " + e.getMessage(),
          "A directory for temporary files must be writable (java.io.tmpdir).",
          e);
    }
  }

  /// The commit that the revision named.
  public ObjectId commit() {
    return commit;
  }

  /// The first bytes of a file, at most `max`; nothing where there is none.
  public Optional<byte[]> read(String path, int max) throws Failure {
    return git.file(commit, path, max);
  }

  @Override
  public void close() {
    remove(scratch, git);
  }

  private static void remove(Path scratch, @org.jspecify.annotations.Nullable GitProgram git) {
    if (git != null) {
      git.close();
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + scratch, e);
    }
  }
}

package dev.createdump.engine.cache;

import dev.createdump.engine.base.CacheHome;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Ownership;
import dev.createdump.engine.base.RunClock;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where files are kept between runs. Each appears whole, by a rename, so that any number of runs
/// may read and write at once without waiting for one another; who comes last is as right as who
/// came first. Everything may be deleted at any time. What cannot be read or written is no failure.
///
/// The directory is the user's own. One that belongs to another, or that others may write to, is
/// not used: what stands in it says which files hold no secret.
public final class CacheDirectory {
  /// What a run that was killed left behind is no longer written after an hour.
  private static final long ABANDONED_MILLIS = 3_600_000;

  private static final String PARTIAL = ".partial";

  /// Arrays are no longer.
  private static final long LONGEST = Integer.MAX_VALUE - 64;

  private final Path directory;
  private final long most;

  private CacheDirectory(Path directory, long most) {
    this.directory = directory;
    this.most = most;
  }

  /// Makes the directory where it is missing.
  ///
  /// @param chosen the directory of all caches; empty for the one below `XDG_CACHE_HOME` or
  ///     `~/.cache`
  /// @param most how many bytes it holds at most
  /// @param remarks told why there is none, where there should be
  /// @return nothing where nothing can be kept
  public static Optional<CacheDirectory> open(
      Environment environment, String chosen, long most, List<String> remarks) {
    Optional<Path> home = CacheHome.of(environment, chosen);
    if (home.isEmpty()) {
      return Optional.empty();
    }
    Path directory = home.get().resolve("trees");
    try {
      create(directory);
      String why = Ownership.refusal(directory);
      if (why.isEmpty()) {
        return Optional.of(new CacheDirectory(directory, most));
      }
      remarks.add("the cache in " + directory + " is not used: " + why);
    } catch (IOException | UnsupportedOperationException e) {
      if (!chosen.isEmpty()) {
        remarks.add("there is no cache, as " + directory + " cannot be made");
      }
    }
    return Optional.empty();
  }

  private static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(directory);
    }
  }

  /// What is kept under a name; null where nothing is, or no plain file.
  public byte @Nullable [] read(String name) {
    try {
      Path file = find(name, LONGEST);
      return file == null ? null : Files.readAllBytes(file);
    } catch (IOException e) {
      return null;
    }
  }

  /// The plain file that is kept under a name; null where none of at most so many bytes is.
  @Nullable Path find(String name, long longest) throws IOException {
    Path file = directory.resolve(name);
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isRegularFile() && found.size() <= Math.min(most, longest) ? file : null;
  }

  /// Keeps something under a name, in place of what was kept there, and lets go what is too much.
  public void write(String name, byte[] content) {
    if (content.length > most) {
      return;
    }
    try {
      Path partial = begin(name);
      try {
        Files.write(partial, content);
        finish(partial, name);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      // The next run finds it out again.
    }
  }

  /// A file that is to be kept under a name once it is whole. Whoever begins one deletes it where
  /// it does not {@link #finish} it.
  Path begin(String name) throws IOException {
    return Files.createTempFile(directory, name, PARTIAL);
  }

  /// Keeps what was begun, in place of what was kept, and lets go what is too much.
  void finish(Path partial, String name) throws IOException {
    Files.move(partial, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    trim();
  }

  /// How many bytes it holds at most.
  long most() {
    return most;
  }

  /// Says that something was of use, so that it goes last.
  public void used(String name) {
    try {
      Files.setLastModifiedTime(directory.resolve(name), FileTime.from(RunClock.wallTime()));
    } catch (IOException e) {
      // It was deleted meanwhile.
    }
  }

  /// Forgets what was kept under a name.
  public void forget(String name) {
    try {
      Files.deleteIfExists(directory.resolve(name));
    } catch (IOException e) {
      // It was deleted meanwhile.
    }
  }

  private record Kept(Path file, long size, long used) {}

  private void trim() throws IOException {
    long now = RunClock.wallTime().toEpochMilli();
    List<Kept> all = new ArrayList<>();
    long total = 0;
    for (Kept kept : kept()) {
      boolean partial = kept.file().toString().endsWith(PARTIAL);
      if (partial && now - kept.used() > ABANDONED_MILLIS) {
        Files.deleteIfExists(kept.file());
      } else if (!partial) {
        all.add(kept);
        total += kept.size();
      }
    }
    all.sort((one, other) -> Long.compare(one.used(), other.used()));
    for (Kept kept : all) {
      if (total <= most) {
        return;
      }
      Files.deleteIfExists(kept.file());
      total -= kept.size();
    }
  }

  private List<Kept> kept() throws IOException {
    List<Kept> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        try {
          BasicFileAttributes found =
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          if (found.isRegularFile()) {
            all.add(new Kept(file, found.size(), found.lastModifiedTime().toMillis()));
          }
        } catch (IOException e) {
          // It was deleted meanwhile.
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return all;
  }
}

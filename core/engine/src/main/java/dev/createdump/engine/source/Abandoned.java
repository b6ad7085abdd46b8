package dev.createdump.engine.source;

import dev.createdump.engine.base.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// Quarantines of processes that were killed, which nobody else would ever remove.
final class Abandoned {
  /// Processes in a container have numbers of their own: that none is seen proves nothing of a
  /// directory that was used just now.
  private static final Duration AGE = Duration.ofDays(1);

  /// Where thousands of other files lie, looking is not worth its time.
  private static final int MOST = 2_000;

  /// A process looks once, however many quarantines it had.
  private static final AtomicBoolean LOOKED = new AtomicBoolean();

  private Abandoned() {}

  /// Removes those of the same user that lie beside a quarantine of this process. What cannot be
  /// removed stays, and the run's result does not depend on it.
  static void removeBeside(Path own) {
    if (LOOKED.getAndSet(true)) {
      return;
    }
    int seen = 0;
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(Objects.requireNonNull(own.getParent()))) {
      for (Path path : beside) {
        String name = String.valueOf(path.getFileName());
        if (name.startsWith(Quarantine.PREFIX) && isOver(name)) {
          remove(path, own);
        }
        if (++seen >= MOST) {
          return;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Whoever may create files here but not list them has nothing to remove.
    }
  }

  private static boolean isOver(String name) {
    int dash = name.indexOf('-', Quarantine.PREFIX.length());
    String pid = name.substring(Quarantine.PREFIX.length(), dash < 0 ? name.length() : dash);
    try {
      return ProcessHandle.of(Long.parseLong(pid, 16)).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void remove(Path path, Path own) {
    try {
      PosixFileAttributes other = attributes(path);
      PosixFileAttributes ours = attributes(own);
      Duration age =
          Duration.between(
              other.lastModifiedTime().toInstant(), ours.lastModifiedTime().toInstant());
      if (other.isDirectory() && other.owner().equals(ours.owner()) && age.compareTo(AGE) > 0) {
        FileTree.delete(path);
      }
    } catch (IOException e) {
      // Another process removes it, or somebody keeps it.
    }
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}

package dev.createdump.engine.watch;

import dev.createdump.engine.source.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks itself, again and again: where the system tells nothing, as on a network's file system, or
/// not enough.
public final class PollFeed implements ChangeFeed {
  private static final long EVERY_MILLIS = 400;

  private @Nullable Followed followed;
  private Map<Path, ByteBuffer> seen = Map.of();

  @Override
  public void follow(Followed next) {
    followed = next;
    seen = look(next);
  }

  @Override
  public boolean await(long millis, OwnFiles own) throws InterruptedException {
    Thread.sleep(Math.min(millis, EVERY_MILLIS));
    Followed now = followed;
    if (now == null) {
      return false;
    }
    Map<Path, ByteBuffer> found = look(now);
    Map<Path, ByteBuffer> before = seen;
    seen = found;
    return differ(before, found, own) || differ(found, before, own);
  }

  private static boolean differ(
      Map<Path, ByteBuffer> one, Map<Path, ByteBuffer> other, OwnFiles own) {
    for (Map.Entry<Path, ByteBuffer> each : one.entrySet()) {
      Path path = each.getKey();
      Path directory = path.getParent();
      boolean mine = directory != null && own.has(directory, String.valueOf(path.getFileName()));
      if (!mine && !each.getValue().equals(other.get(path))) {
        return true;
      }
    }
    return false;
  }

  private static Map<Path, ByteBuffer> look(Followed followed) {
    Map<Path, ByteBuffer> found = new TreeMap<>();
    for (Path directory : followed.directories()) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          if (followed.counts(directory, String.valueOf(file.getFileName()))) {
            found.put(file, mark(file));
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        // That it is gone is seen from the directory above it.
      }
    }
    return found;
  }

  /// Of a directory only that it is there: what is in it is looked at itself.
  private static ByteBuffer mark(Path file) {
    ByteBuffer bytes = ByteBuffer.allocate(Mark.BYTES);
    try {
      if (!Files.isDirectory(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        Mark.of(file).writeTo(bytes);
      }
    } catch (IOException e) {
      // As if it held nothing.
    }
    return bytes.rewind();
  }

  @Override
  public void close() {}
}

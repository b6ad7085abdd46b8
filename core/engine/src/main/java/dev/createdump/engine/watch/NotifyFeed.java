package dev.createdump.engine.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Is told by the system (inotify(7) on Linux), which watches one directory at a time and lets a
/// user watch so many.
public final class NotifyFeed implements ChangeFeed {
  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private @Nullable Followed followed;

  /// @throws IOException where the system lets nobody watch more
  public NotifyFeed() throws IOException {
    this.service = FileSystems.getDefault().newWatchService();
  }

  @Override
  public void follow(Followed next) throws IOException {
    followed = next;
    List<Path> gone = new ArrayList<>();
    for (Map.Entry<Path, WatchKey> known : keys.entrySet()) {
      if (!known.getValue().isValid() || !next.directories().contains(known.getKey())) {
        known.getValue().cancel();
        gone.add(known.getKey());
      }
    }
    gone.forEach(keys::remove);
    for (Path directory : next.directories()) {
      try {
        // Of a directory that was deleted and made again the old key says nothing: it is asked
        // anew.
        keys.put(
            directory,
            directory.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY));
      } catch (NoSuchFileException | NotDirectoryException e) {
        // That it is gone is told by the directory above it.
      }
    }
  }

  @Override
  public boolean await(long millis, OwnFiles own) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      WatchKey key = service.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (key == null) {
        return false;
      }
      boolean counts = counts(key, own);
      boolean gone = !key.reset() && keys.containsValue(key);
      if (counts || gone) {
        return true;
      }
    }
  }

  private boolean counts(WatchKey key, OwnFiles own) {
    boolean counts = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name && key.watchable() instanceof Path directory) {
        String file = name.toString();
        counts |= followed != null && followed.counts(directory, file) && !own.has(directory, file);
      } else {
        // So much happened that the system lost count.
        counts = true;
      }
    }
    return counts;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}

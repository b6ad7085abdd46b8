package dev.createdump.engine.cache;

import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.source.KnownTouches;
import dev.createdump.engine.source.PathTouch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What commits changed, kept from one walk of a history to the next. A commit with a path that may
/// not be written down is never kept. What cannot be read or written is no failure.
public final class CommitTouches implements KnownTouches, AutoCloseable {
  private final @Nullable CacheDirectory directory;
  private final byte[] depends;
  private final Predicate<String> harmless;
  private final @Nullable TouchFile older;
  private @Nullable TouchWriter writer;
  private @Nullable Path partial;
  private boolean broken;

  private CommitTouches(
      @Nullable CacheDirectory directory,
      byte[] depends,
      Predicate<String> harmless,
      @Nullable TouchFile older) {
    this.directory = directory;
    this.depends = depends;
    this.harmless = harmless;
    this.older = older;
  }

  /// @param directory where it is kept; null for nowhere
  /// @param depends the digest of all that the answers depend on, beside the commit
  /// @param harmless whether a path may be written down
  public static CommitTouches of(
      @Nullable CacheDirectory directory, byte[] depends, Predicate<String> harmless) {
    TouchFile older = null;
    if (directory != null) {
      try {
        Path file = directory.find(name(depends), directory.most());
        older = file == null ? null : TouchFile.open(file, depends);
      } catch (IOException e) {
        // There is none.
      }
    }
    return new CommitTouches(directory, depends, harmless, older);
  }

  private static String name(byte[] depends) {
    return "walk-" + HexFormat.of().formatHex(depends, 0, 16);
  }

  private static byte[] bytes(ObjectId id) {
    return HexFormat.of().parseHex(id.hex());
  }

  @Override
  public boolean has(ObjectId commit) {
    return older != null && older.find(bytes(commit)) >= 0;
  }

  @Override
  public @Nullable List<PathTouch> touches(ObjectId commit) {
    try {
      return older == null ? null : TouchCode.read(older.read(older.find(bytes(commit))));
    } catch (IOException | RuntimeException e) {
      // Whoever wrote this knew how checksums are made; git is asked instead.
      return null;
    }
  }

  @Override
  public void learn(ObjectId commit, List<PathTouch> touches) {
    if (directory == null || broken) {
      return;
    }
    for (PathTouch touch : touches) {
      if (!harmless.test(touch.path()) || (touch.isRename() && !harmless.test(touch.oldPath()))) {
        return;
      }
    }
    try {
      byte[] id = bytes(commit);
      TouchWriter to = writer(directory, id.length);
      // Beyond this it would push out everything else that is kept.
      if (to.position() < directory.most() / 2) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        TouchCode.write(touches, bytes);
        to.add(id, bytes);
      }
    } catch (IOException e) {
      broken = true;
    }
  }

  private TouchWriter writer(CacheDirectory cache, int width) throws IOException {
    TouchWriter known = writer;
    if (known == null) {
      Path file = cache.begin(name(depends));
      partial = file;
      TouchFile before = older != null && older.width() == width ? older : null;
      known = new TouchWriter(file, depends, width, before);
      writer = known;
    }
    return known;
  }

  /// Keeps what was learned for later walks.
  public void save() {
    if (directory == null) {
      return;
    }
    TouchWriter to = writer;
    Path file = partial;
    try {
      if (to == null || file == null) {
        if (older != null) {
          directory.used(name(depends));
        }
      } else if (!broken) {
        to.finish();
        to.close();
        directory.finish(file, name(depends));
        partial = null;
      }
    } catch (IOException e) {
      // The next walk asks again.
    }
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
      if (partial != null) {
        Files.deleteIfExists(partial);
      }
      if (older != null) {
        older.close();
      }
    } catch (IOException e) {
      // It goes after an hour.
    }
  }
}

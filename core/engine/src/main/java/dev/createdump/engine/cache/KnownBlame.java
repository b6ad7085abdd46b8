package dev.createdump.engine.cache;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.source.Blame;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which commits the lines of files are from, kept from one run to the next. Several threads may
/// ask and tell.
public final class KnownBlame {
  private final @Nullable CacheDirectory directory;
  private final byte[] depends;
  private final ObjectId head;
  private final Map<String, List<Blame.Lines>> files = new ConcurrentHashMap<>();
  private final AtomicBoolean changed = new AtomicBoolean();

  private KnownBlame(@Nullable CacheDirectory directory, byte[] depends, ObjectId head) {
    this.directory = directory;
    this.depends = depends;
    this.head = head;
  }

  /// Tells what changed between two commits, so that lines of the others are from where they were.
  public interface Between {
    /// @return the paths; null where nothing can be said of any
    @Nullable Set<String> touched(ObjectId one, ObjectId other) throws Failure;
  }

  /// @param directory where it is kept; null for nowhere
  /// @param depends the digest of all that the answers depend on, beside commit and path
  /// @param head the commit at which is asked
  public static KnownBlame of(
      @Nullable CacheDirectory directory, byte[] depends, ObjectId head, Between between)
      throws Failure {
    KnownBlame known = new KnownBlame(directory, depends, head);
    BlameCode.Kept kept =
        directory == null ? null : BlameCode.read(directory.read(name(depends)), depends);
    if (kept != null && ObjectId.isValid(kept.head())) {
      Set<String> touched = touched(new ObjectId(kept.head()), head, between);
      if (touched != null) {
        known.files.putAll(kept.files());
        known.files.keySet().removeAll(touched);
        known.changed.set(!kept.head().equals(head.hex()));
      }
    }
    return known;
  }

  private static @Nullable Set<String> touched(ObjectId before, ObjectId now, Between between)
      throws Failure {
    try {
      return between.touched(before, now);
    } catch (Failure.Source e) {
      // A commit that is no longer there.
      return null;
    }
  }

  private static String name(byte[] depends) {
    return "blame-" + HexFormat.of().formatHex(depends, 0, 16);
  }

  /// @param path from the top of the repository, as the commit has it
  /// @return null where it is not known
  public @Nullable List<Blame.Lines> lines(String path) {
    return files.get(path);
  }

  /// Keeps what git said of a path as the commit has it, in which no secret stands.
  public void learn(String path, List<Blame.Lines> lines) {
    files.put(path, lines);
    changed.set(true);
  }

  /// Keeps all of it for later runs.
  ///
  /// @param harmless whether the name of an author may be written down
  public void save(Predicate<String> harmless) {
    if (directory == null) {
      return;
    }
    if (!changed.get()) {
      directory.used(name(depends));
      return;
    }
    files.values().removeIf(lines -> !areHarmless(lines, harmless));
    try {
      directory.write(
          name(depends), BlameCode.write(depends, new BlameCode.Kept(head.hex(), files)));
    } catch (IOException e) {
      // More than an array holds.
    }
  }

  private static boolean areHarmless(List<Blame.Lines> lines, Predicate<String> harmless) {
    for (Blame.Lines some : lines) {
      Blame.Origin origin = some.origin();
      if (origin != null && !harmless.test(origin.author())) {
        return false;
      }
    }
    return true;
  }
}

package dev.createdump.engine.cache;

import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.source.Mark;
import dev.createdump.engine.source.TreeEntry;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What is known of the files of one tree, from earlier runs and from this one. Only files in which
/// a scan found nothing, neither in the content nor in the name, are ever told of.
///
/// Each path is one thread's at a time.
public final class FileFacts {
  private static final byte[] NOTHING = {};

  private final @Nullable CacheDirectory directory;
  private final byte[] depends;
  private final byte[] older;
  private final int[] offsets;
  private final byte[] @Nullable [] fresh;
  private final @Nullable Mark[] marks;
  private final AtomicInteger served = new AtomicInteger();

  private FileFacts(
      @Nullable CacheDirectory directory, byte[] depends, byte[] older, List<TreeEntry> entries) {
    this.directory = directory;
    this.depends = depends;
    this.older = older;
    this.offsets = FactsFile.offsets(older, depends, entries);
    this.fresh = new byte[offsets.length][];
    this.marks = new Mark[offsets.length];
  }

  /// Reads what is known.
  ///
  /// @param depends the digest of everything that facts depend on, beside the file
  /// @param entries all paths of the tree, in their order
  public static FileFacts of(CacheDirectory directory, byte[] depends, List<TreeEntry> entries) {
    byte[] older = directory.read(name(depends));
    return new FileFacts(directory, depends, older == null ? NOTHING : older, entries);
  }

  /// Where nothing is known and nothing is kept.
  public static FileFacts none() {
    return new FileFacts(null, NOTHING, NOTHING, List.of());
  }

  /// Whether anything is known or kept.
  public boolean isUsed() {
    return directory != null;
  }

  private static String name(byte[] depends) {
    return "facts-" + HexFormat.of().formatHex(depends, 0, 16);
  }

  /// What is known of a path's content.
  ///
  /// @param mark that of what stands there now
  public @Nullable Facts known(int index, Mark mark) {
    int offset = offsets[index];
    if (offset < 0) {
      return null;
    }
    try {
      if (mark.isAt(older, FactsFile.mark(older, offset))) {
        Facts facts = FactsFile.facts(older, offset);
        served.incrementAndGet();
        return facts;
      }
    } catch (RuntimeException e) {
      // Whoever wrote this knew how checksums are made; it is as good as nothing.
    }
    offsets[index] = -1;
    return null;
  }

  /// Takes what a path's content is recognised by.
  public void marked(int index, Mark mark) {
    marks[index] = mark;
  }

  /// What a path's content was recognised by; null where nobody asked.
  public @Nullable Mark mark(int index) {
    return marks[index];
  }

  /// Keeps what was found out.
  ///
  /// @param mark taken before the content was read
  /// @param at when it was taken, in milliseconds since 1970
  public void learn(int index, TreeEntry entry, Mark mark, long at, Facts facts) {
    if (mark.isSettled(at) && facts.words().length < 256) {
      fresh[index] = FactsFile.entry(entry.path().bytes(), mark, facts);
    }
  }

  /// The time by which {@link #learn} tells what may still change.
  public static long now() {
    return RunClock.wallTime().toEpochMilli();
  }

  /// How many files need not be looked at.
  public int served() {
    return served.get();
  }

  /// Keeps it for later runs, when everything was looked at. What earlier ones knew of paths that
  /// nobody asked for stays.
  public void save() {
    if (directory == null) {
      return;
    }
    boolean same = true;
    for (byte[] entry : fresh) {
      same &= entry == null;
    }
    if (same && served.get() > 0) {
      directory.used(name(depends));
    } else if (!same) {
      try {
        directory.write(name(depends), FactsFile.write(depends, older, offsets, fresh));
      } catch (ArithmeticException e) {
        // More than an array holds.
      }
      Arrays.fill(fresh, null);
    }
  }

  /// Forgets everything, as something of it turned out to be wrong.
  public void discard() {
    if (directory != null) {
      Arrays.fill(offsets, -1);
      directory.forget(name(depends));
    }
  }
}

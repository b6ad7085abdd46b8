package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.CacheDirectory;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.cache.StandingDump;
import dev.createdump.engine.cache.Witness;
import dev.createdump.engine.source.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dump that an earlier run made of the same question, and whether it still stands.
final class TreeMemory {
  private final @Nullable CacheDirectory directory;
  private final byte[] question;
  private final Path root;
  private final GitWitness git;
  private final long started;
  private final @Nullable StandingDump older;

  /// @param directory null where nothing is kept
  /// @param question the digest of what is asked for
  /// @param git looked at before the tree was listed
  TreeMemory(@Nullable CacheDirectory directory, byte[] question, Path root, GitWitness git) {
    this.directory = directory;
    this.question = question;
    this.root = root;
    this.git = git;
    this.started = git.at();
    this.older =
        directory == null ? null : StandingDump.read(directory.read(name(question)), question);
  }

  private static String name(byte[] question) {
    return "dump-" + HexFormat.of().formatHex(question, 0, 16);
  }

  /// The dump, where nothing of all that it was made of was touched since. No file is read.
  @Nullable StandingDump untouched() {
    if (older == null || !older.quick() || !hold(older.witnesses())) {
      return null;
    }
    return standing(older, true, older.witnesses(), false);
  }

  /// The dump, where it was made of the same.
  ///
  /// @param inputs the digest of what a dump would be made of now
  @Nullable StandingDump same(byte[] inputs, TreeTraces traces) {
    if (older == null || !MessageDigest.isEqual(inputs, older.inputs())) {
      return null;
    }
    return standing(older, traces.areSettled(started) && git.settled(), witnesses(traces), true);
  }

  private @Nullable StandingDump standing(
      StandingDump dump, boolean quick, List<Witness> witnesses, boolean looked) {
    long now = FileFacts.now();
    boolean renewed = looked;
    List<StandingDump.Output> outputs = new ArrayList<>();
    try {
      for (StandingDump.Output output : dump.outputs()) {
        Path file = Path.of(output.file().path());
        Mark mark = Mark.of(file);
        boolean same = mark.isAt(output.file().mark(), 0);
        if (!same || !mark.isSettled(dump.at())) {
          if (!Digests.sha256Hex(file).equals(output.sha256())) {
            return null;
          }
          renewed = true;
        }
        outputs.add(
            new StandingDump.Output(
                new Witness(output.file().path(), false, mark), output.sha256()));
      }
    } catch (IOException e) {
      return null;
    }
    if (renewed) {
      keep(dump.seen(now, quick, witnesses, outputs));
    } else if (directory != null) {
      directory.used(name(question));
    }
    return dump;
  }

  private boolean hold(List<Witness> witnesses) {
    int half = witnesses.size() / 2;
    Background<Boolean> others =
        Background.start("witnesses", () -> hold(witnesses.subList(half, witnesses.size()), root));
    boolean first = hold(witnesses.subList(0, half), root);
    try {
      return others.get() && first;
    } catch (Failure e) {
      return false;
    }
  }

  private static boolean hold(List<Witness> witnesses, Path root) {
    for (Witness witness : witnesses) {
      if (!witness.holds(root)) {
        return false;
      }
    }
    return true;
  }

  private List<Witness> witnesses(TreeTraces traces) {
    List<Witness> all = new ArrayList<>(git.all());
    all.addAll(traces.witnesses());
    return all;
  }

  /// Keeps a dump that was made.
  ///
  /// @param files its files, by their digests
  void remember(
      byte[] inputs, TreeTraces traces, List<StandingDump.Output> files, StandingDump.Told told) {
    boolean quick = traces.areSettled(started) && git.settled();
    List<Witness> witnesses = quick ? witnesses(traces) : List.of();
    keep(new StandingDump(inputs, FileFacts.now(), quick, witnesses, files, told));
  }

  private void keep(StandingDump dump) {
    if (directory != null) {
      directory.write(name(question), dump.write(question));
    }
  }
}

package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the blobs that a partial clone (`git clone --filter`) left out, and brings them from the
/// remote that has them, many at a time as git itself does. Threads take turns.
final class MissingBlobs implements AutoCloseable {
  static final String FETCH_ALL = "Fetch all files; a partial clone (`--filter`) leaves them out.";

  private final Quarantine quarantine;
  private final Map<String, String> inherited;
  private final Remote remote;
  private @Nullable GitProcess check;
  private @Nullable BufferedReader answers;

  /// @param quarantine receives them
  /// @param inherited the user's environment
  MissingBlobs(Quarantine quarantine, Map<String, String> inherited, Remote remote) {
    this.quarantine = quarantine;
    this.inherited = inherited;
    this.remote = remote;
  }

  private GitProcess offline(List<String> arguments) throws Failure {
    return GitProcess.start(quarantine.dir(), quarantine.environment(inherited), arguments);
  }

  /// Brings what a diff of two trees looks at. What the remote does not give stays missing.
  void bringThoseOf(ObjectId from, ObjectId to) throws Failure, IOException {
    bringMissingOf(changed(from, to));
  }

  /// Brings those of some blobs that are missing.
  synchronized void bringMissingOf(Set<ObjectId> blobs) throws Failure {
    try {
      bring(missing(blobs));
    } catch (IOException e) {
      throw new Failure.Source("cannot ask git what is missing: " + e.getMessage(), "", e);
    }
  }

  /// Brings blobs that are known to be missing.
  synchronized void bring(Collection<ObjectId> blobs) throws Failure {
    if (blobs.isEmpty()) {
      return;
    }
    List<String> arguments =
        List.of(
            // As in git's own fetches of this kind: what commits here hold is not all here.
            "-c",
            "fetch.negotiationAlgorithm=noop",
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-auto-gc",
            "--no-write-fetch-head",
            "--stdin",
            "--end-of-options",
            remote.url().reveal());
    Map<String, String> online = quarantine.networkEnvironment(inherited, remote);
    try (GitProcess git = GitProcess.start(quarantine.dir(), online, arguments)) {
      tell(git, blobs);
      git.input().close();
      git.output().transferTo(OutputStream.nullOutputStream());
      git.await();
    } catch (IOException e) {
      // The remote was not reached or refused, which is said when the blob is asked for.
    }
  }

  private Set<ObjectId> changed(ObjectId from, ObjectId to) throws Failure, IOException {
    List<String> arguments =
        List.of("diff-tree", "-r", "--raw", "--no-abbrev", "--no-renames", from.hex(), to.hex());
    Set<ObjectId> blobs = new LinkedHashSet<>();
    try (GitProcess git = offline(arguments)) {
      for (FileChange change : new DiffOutput(git.output()).changes()) {
        add(blobs, change.oldMode(), change.oldId());
        add(blobs, change.newMode(), change.newId());
      }
    }
    return blobs;
  }

  private static void add(Set<ObjectId> blobs, int mode, ObjectId id) {
    if (mode != FileMode.ABSENT && mode != FileMode.SUBMODULE) {
      blobs.add(id);
    }
  }

  private List<ObjectId> missing(Set<ObjectId> blobs) throws Failure, IOException {
    List<ObjectId> all = new ArrayList<>(blobs);
    List<ObjectId> missing = new ArrayList<>();
    if (check == null || answers == null) {
      check = offline(List.of("cat-file", "--batch-check"));
      answers =
          new BufferedReader(new InputStreamReader(check.output(), StandardCharsets.US_ASCII));
    }
    for (int start = 0; start < all.size(); start += GitProcess.MOST_ASKED) {
      List<ObjectId> some = all.subList(start, Math.min(start + GitProcess.MOST_ASKED, all.size()));
      tell(check, some);
      for (ObjectId blob : some) {
        String answer = answers.readLine();
        if (answer == null || answer.endsWith(" missing")) {
          missing.add(blob);
        }
      }
    }
    return missing;
  }

  @Override
  public synchronized void close() {
    if (check != null) {
      check.close();
    }
  }

  private static void tell(GitProcess git, Collection<ObjectId> blobs) throws IOException {
    StringBuilder names = new StringBuilder();
    blobs.forEach(blob -> names.append(blob.hex()).append('\n'));
    git.input().write(names.toString().getBytes(StandardCharsets.US_ASCII));
    git.input().flush();
  }
}

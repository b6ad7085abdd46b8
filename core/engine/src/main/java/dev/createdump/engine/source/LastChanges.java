package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which commit changed each path last, found in one walk that ends when all are known. A merge
/// counts where it changed what none of its parents had.
public final class LastChanges {
  private static final char COMMIT = 1;

  private LastChanges() {}

  /// A commit that changed a path.
  ///
  /// @param authoredAt in seconds since 1970
  /// @param author the author's name
  public record Change(ObjectId commit, long authoredAt, String author) {}

  /// Walks the history of a commit.
  ///
  /// @param below the directory of the repository that the tree is, empty for its top
  /// @param paths within it, for which a change is looked for
  /// @return the change by path; without those whose last change is beyond a shallow clone's end
  public static Map<String, Change> of(
      GitDirectory directory, ObjectId head, String below, Set<String> paths, Environment variables)
      throws Failure {
    Map<String, Change> found = new HashMap<>();
    try (Quarantine quarantine = Quarantine.around(directory);
        GitProcess git =
            GitProcess.start(
                quarantine.dir(),
                quarantine.environment(variables.variables()),
                List.of(
                    "log",
                    "-c",
                    "--no-renames",
                    "--name-only",
                    "--format=%x01%H%x09%at%x09%an",
                    head.hex()))) {
      if (read(git, below.isEmpty() ? "" : below + "/", new HashSet<>(paths), found)
          && git.await() != 0) {
        throw git.failure("The repository may be damaged; try `git fsck`.");
      }
    } catch (IOException e) {
      throw new Failure.Source("cannot read the history: " + e.getMessage(), "", e);
    }
    return found;
  }

  /// Reads until nothing is wanted any more.
  ///
  /// @return whether git was read to its end
  private static boolean read(
      GitProcess git, String base, Set<String> wanted, Map<String, Change> found)
      throws IOException {
    InputStream in = new BufferedInputStream(git.output(), 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    Change change = null;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        line.write(b);
        continue;
      }
      byte[] bytes = line.toByteArray();
      line.reset();
      if (bytes.length > 0 && bytes[0] == COMMIT) {
        change = change(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8));
      } else if (bytes.length > 0 && change != null) {
        // A path that starts otherwise than with a plain character stands in quotes.
        String path = RawDiffReader.path(bytes).text();
        if (path.startsWith(base) && wanted.remove(path.substring(base.length()))) {
          found.put(path.substring(base.length()), change);
          if (wanted.isEmpty()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static Change change(String line) {
    String[] parts = line.split("\t", 3);
    return new Change(new ObjectId(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }
}

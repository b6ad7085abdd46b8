package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What changed step by step on the way from a commit to the next by first parents.
///
/// Of a path that none of the steps touched, `git blame` says the same at both ends: it looks at
/// parents in their order and hands all lines to the first that has the same blob.
public final class FirstParents {
  private FirstParents() {}

  /// The paths that a step on the way touched.
  ///
  /// @return null where one commit is not reached from the other by first parents
  /// @throws Failure.Source where git cannot tell
  public static @Nullable Set<String> touched(
      GitDirectory directory, ObjectId one, ObjectId other, Environment variables) throws Failure {
    if (one.equals(other)) {
      return Set.of();
    }
    try (Quarantine quarantine = Quarantine.around(directory)) {
      Set<String> ahead = walk(quarantine, one, other, variables);
      return ahead != null ? ahead : walk(quarantine, other, one, variables);
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot read the history: " + e.getMessage(), HistoryWalk.DAMAGED, e);
    }
  }

  private static @Nullable Set<String> walk(
      Quarantine quarantine, ObjectId from, ObjectId to, Environment variables)
      throws Failure, IOException {
    List<String> arguments =
        List.of(
            "log",
            "--first-parent",
            "-m",
            "--no-renames",
            "--raw",
            "--no-abbrev",
            "--no-color",
            "--format=parents %P",
            to.hex(),
            "^" + from.hex());
    try (GitProcess git =
        GitProcess.start(
            quarantine.dir(), quarantine.environment(variables.variables()), arguments)) {
      Set<String> touched = new HashSet<>();
      String last = "";
      InputStream in = new BufferedInputStream(git.output(), 1 << 16);
      for (byte[] line = GitLines.next(in); line != null; line = GitLines.next(in)) {
        if (line.length > 0 && line[0] == ':') {
          touched.add(RawDiffReader.parse(line, line.length).path().text());
        } else if (line.length > 0) {
          last = new String(line, StandardCharsets.US_ASCII);
        }
      }
      if (git.await() != 0) {
        throw git.failure(HistoryWalk.DAMAGED);
      }
      return (last + " ").startsWith("parents " + from.hex() + " ") ? touched : null;
    }
  }
}

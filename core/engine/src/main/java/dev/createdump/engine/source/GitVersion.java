package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Which git answers: another may find other renames.
public final class GitVersion {
  private GitVersion() {}

  /// What `git version` says.
  ///
  /// @throws Failure.Source where there is no git
  public static String of(GitDirectory directory, Environment variables) throws Failure {
    try (Quarantine quarantine = Quarantine.around(directory);
        GitProcess git =
            GitProcess.start(
                quarantine.dir(),
                quarantine.environment(variables.variables()),
                List.of("version"))) {
      return new String(git.output().readNBytes(1000), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new Failure.Source("git does not say its version: " + e.getMessage(), "Run again.", e);
    }
  }
}

package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Programs that the build runs.
final class Programs {
  private Programs() {}

  /// Runs a program with nothing of the caller's environment but the PATH.
  ///
  /// @return what it said on both its streams
  /// @throws IOException with that, where it failed
  static String run(Path directory, List<String> command) throws IOException {
    return run(directory, command, Map.of());
  }

  static String run(Path directory, List<String> command, Map<String, String> variables)
      throws IOException {
    Path said = Files.createTempFile("create-dump-build-", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
      builder.environment().putAll(variables);
      int code = waitFor(builder.start());
      if (code != 0) {
        throw new IOException(
            String.join(" ", command) + " ended with " + code + ":\n" + Files.readString(said));
      }
      return Files.readString(said);
    } finally {
      Files.delete(said);
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the distribution was built", e);
    }
  }
}

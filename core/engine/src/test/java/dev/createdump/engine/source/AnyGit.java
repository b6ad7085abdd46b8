package dev.createdump.engine.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Asks git about a repository that was moved, with nothing of the machine's configuration.
final class AnyGit {
  private AnyGit() {}

  static String of(Path gitDir, String revision) throws Exception {
    return run(gitDir, "--git-dir=.", "rev-parse", "--verify", revision);
  }

  static String run(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process git = builder.redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (git.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + said);
    }
    return said;
  }
}

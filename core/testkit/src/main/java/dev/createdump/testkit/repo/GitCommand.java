package dev.createdump.testkit.repo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Runs the `git` program apart from the machine's and the user's configuration.
///
/// The configuration of the repository it runs in is obeyed, as by any git.
final class GitCommand {
  private final Path directory;
  private final Map<String, String> variables;

  /// @param directory where git runs; also its home, so that nothing of the user's is read
  GitCommand(Path directory) {
    this(directory, Map.of());
  }

  private GitCommand(Path directory, Map<String, String> more) {
    this.directory = directory;
    this.variables = new TreeMap<>(more);
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    variables.put(
        "GIT_CEILING_DIRECTORIES", directory.resolve("..").toAbsolutePath().normalize().toString());
    variables.put("HOME", directory.toString());
    variables.put("LC_ALL", "C");
    variables.put("TZ", "UTC");
  }

  GitCommand with(Map<String, String> more) {
    return new GitCommand(directory, more);
  }

  /// Runs git and returns what it wrote to standard output.
  ///
  /// @throws IllegalStateException with what git said, when it exits with another code than 0
  byte[] run(byte[] input, List<String> arguments) {
    try {
      return attempt(input, arguments);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run git; is it installed?", e);
    }
  }

  String text(String... arguments) {
    return new String(run(new byte[0], List.of(arguments)), StandardCharsets.UTF_8).strip();
  }

  private byte[] attempt(byte[] input, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    Path complaints = Files.createTempFile("git-", ".stderr");
    Path answer = Files.createTempFile("git-", ".stdout");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().keySet().retainAll(Set.of("PATH"));
      builder.environment().putAll(variables);
      // Files, not pipes: git may write more than a pipe holds before it has read its input.
      Process process =
          builder.redirectError(complaints.toFile()).redirectOutput(answer.toFile()).start();
      feed(process, input);
      int code = await(process);
      if (code != 0) {
        throw new IllegalStateException(
            command
                + " failed with "
                + code
                + ": "
                + Files.readString(complaints, StandardCharsets.ISO_8859_1));
      }
      return Files.readAllBytes(answer);
    } finally {
      Files.delete(complaints);
      Files.delete(answer);
    }
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // A git that ends before it has read everything says why by its exit code.
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git ran", e);
    }
  }
}

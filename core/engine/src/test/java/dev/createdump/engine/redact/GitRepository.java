package dev.createdump.engine.redact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The real git in a directory of a test.
final class GitRepository {
  private final Path directory;

  GitRepository(Path directory) throws IOException {
    this.directory = directory;
    try {
      run(new byte[0], "init", "-q");
    } catch (IOException e) {
      Assumptions.abort("git is missing; install it and put it on the PATH: " + e.getMessage());
    }
  }

  void write(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  void delete(String path) throws IOException {
    Files.delete(directory.resolve(path));
  }

  void commit() throws IOException {
    run(new byte[0], "add", "-A");
    run(
        new byte[0],
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "c");
  }

  /// The sections of the patch from the last commit to the work tree.
  List<byte[]> sections() throws IOException {
    run(new byte[0], "add", "-A");
    byte[] patch = run(new byte[0], "diff", "--cached", "-M", "--binary", "--no-color");
    List<byte[]> sections = new ArrayList<>();
    String text = new String(patch, StandardCharsets.ISO_8859_1);
    for (int start = 0; start < text.length(); ) {
      int next = text.indexOf("\ndiff --git ", start) + 1;
      int end = next == 0 ? text.length() : next;
      sections.add(text.substring(start, end).getBytes(StandardCharsets.ISO_8859_1));
      start = end;
    }
    return sections;
  }

  /// What `git apply --numstat` says of a patch; fails where it does not parse.
  String numstat(byte[] patch) throws IOException {
    return new String(run(patch, "apply", "--numstat", "-"), StandardCharsets.UTF_8);
  }

  private byte[] run(byte[] input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=true"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Path in = Files.createTempFile("git", ".in");
    Path err = Files.createTempFile("git", ".err");
    try {
      Files.copy(
          new ByteArrayInputStream(input), in, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Process process = builder.redirectInput(in.toFile()).redirectError(err.toFile()).start();
      byte[] output = process.getInputStream().readAllBytes();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + Files.readString(err));
      }
      return output;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(in);
      Files.delete(err);
    }
  }
}

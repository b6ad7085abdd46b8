package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One run of the `git` program. Its standard error is collected beside, so that a full pipe never
/// stops it; closing it ends the process.
final class GitProcess implements AutoCloseable {
  /// So many names of objects, of 64 digits, fit into the smallest pipe: git may wait for its
  /// answers to be read, and nobody for git to read names.
  static final int MOST_ASKED = 4096 / 65;

  /// More of standard error than this helps nobody.
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private final Process process;
  private final Thread collector;
  private volatile String errors = "";
  private final String command;

  private GitProcess(Process process, String command) {
    this.process = process;
    this.command = command;
    this.collector = new Thread(this::collectErrors, "git-stderr");
    collector.setDaemon(true);
    collector.start();
  }

  static GitProcess start(Path directory, Map<String, String> environment, List<String> arguments)
      throws Failure {
    List<String> command = new ArrayList<>();
    command.add("git");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new GitProcess(builder.start(), "git " + arguments.getFirst());
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot run git: " + e.getMessage(),
          "Install git, or set source.git = \"jgit\" to use the built-in reader.",
          e);
    }
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /// Waits for the end.
  ///
  /// @return the exit status
  /// @throws Failure.Cancelled where this thread is interrupted
  int await() throws Failure {
    try {
      int status = process.waitFor();
      collector.join();
      return status;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    }
  }

  /// Ends the process and what it started when it takes longer.
  void endAfter(Duration limit) {
    Thread watch =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                  process.descendants().forEach(ProcessHandle::destroyForcibly);
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                process.destroyForcibly();
              }
            },
            "git-limit");
    watch.setDaemon(true);
    watch.start();
  }

  /// What git wrote to standard error, after {@link #await}.
  String errors() {
    return errors.strip();
  }

  /// A failure that says what git said.
  Failure.Source failure(String hint) {
    String said = errors().isEmpty() ? "no reason given" : errors();
    return new Failure.Source(command + " failed: " + said, hint);
  }

  private void collectErrors() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (InputStream in = process.getErrorStream()) {
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (said.size() < MAX_ERROR_BYTES) {
          said.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      said.writeBytes("(standard error broke off)".getBytes(StandardCharsets.UTF_8));
    }
    errors = said.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package dev.createdump.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The product in a JVM of its own, for what only a process can show: signals, closed streams, the
/// real exit code.
final class ChildJvm {
  private final Path directory;
  private final ProcessBuilder builder;
  private final Path err;

  /// @param directory where it runs, and where its temporary files go
  /// @param redirection what a shell is to do with it, such as `> /dev/full`; empty for nothing
  /// @param words as {@link Invocation#line} takes them
  ChildJvm(Path directory, String redirection, Object... words) throws IOException {
    this.directory = directory;
    this.err = Files.createTempFile(directory, "child-", ".err");
    // A test run in the background ignores SIGINT, and its children would with it.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM", "sh", "-c"));
    command.add("exec \"$@\" " + redirection);
    command.add("sh");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.createdump.cli.Main");
    command.addAll(Invocation.line(words));
    builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().put("TMPDIR", directory.toString());
    builder.redirectError(err.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  ChildJvm with(Map<String, String> variables) {
    builder.environment().putAll(variables);
    return this;
  }

  /// @param most as Java's `-Xmx` has it
  ChildJvm withHeap(String most) {
    List<String> command = builder.command();
    command.add(command.indexOf("-cp"), "-Xmx" + most);
    return this;
  }

  ChildJvm onClassPath(Path more) {
    List<String> command = builder.command();
    int at = command.indexOf("-cp") + 1;
    command.set(at, command.get(at) + ":" + more);
    return this;
  }

  /// Lets the system watch no more than so many directories, or none at all, as on a machine where
  /// others already do. In a user's namespace of its own (user_namespaces(7)).
  ///
  /// @param what `watches` or `instances`
  ChildJvm withInotify(String what, int most) {
    String limit = "/proc/sys/user/max_inotify_" + what;
    builder
        .command()
        .addAll(
            0,
            List.of(
                "unshare",
                "-Ur",
                "sh",
                "-c",
                "echo " + most + " > " + limit + " && exec \"$@\"",
                "sh"));
    return this;
  }

  Process start() throws IOException {
    return builder.start();
  }

  /// Runs it to its end.
  ///
  /// @return its exit code
  int run() throws IOException, InterruptedException {
    return end(start());
  }

  int end(Process process) throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it did not end within a minute: " + said());
    }
    return process.exitValue();
  }

  /// What it said on standard error.
  String said() {
    try {
      return Files.readString(err, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + err, e);
    }
  }

  /// Names of everything that lies in its directory.
  List<String> leftBehind() throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a program left behind when it ended.
record Ran(int code, String out, String err) {
  /// Runs a program with these variables and no others.
  static Ran of(Path directory, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    return started(directory, variables, command).end();
  }

  /// Starts a program without waiting for its end.
  static Started started(Path directory, Map<String, String> variables, List<String> command)
      throws IOException {
    Path out = Files.createTempFile("out-", ".txt");
    Path err = Files.createTempFile("err-", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Started(process, out, err);
  }

  record Started(Process process, Path out, Path err) {
    Ran end() throws IOException, InterruptedException {
      int code = process.waitFor();
      Ran ran = new Ran(code, Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return ran;
    }
  }
}

package dev.createdump.engine.sign;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a program that signs: it reads on its standard input and answers on its standard output.
final class Command {
  private static final int MAX_BYTES = 4 << 20;

  /// A person may have to touch a key, and a service to wake up.
  private static final long PATIENCE_SECONDS = 120;

  private Command() {}

  /// @param words the program and its arguments
  /// @param more variables beyond those of the run
  static byte[] run(
      List<String> words, byte[] input, Environment environment, Map<String, String> more)
      throws Failure {
    Path said = null;
    try {
      said = Files.createTempFile("create-dump-sign-", ".log");
      ProcessBuilder builder = new ProcessBuilder(words).redirectError(said.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment.variables());
      builder.environment().putAll(more);
      return exchange(builder.start(), words.getFirst(), input, said);
    } catch (IOException e) {
      throw failed(words.getFirst(), e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      delete(said);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static byte[] exchange(Process process, String name, byte[] input, Path said)
      throws Failure, IOException {
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException e) {
        // It did not want all of it; its exit code says whether that was right.
      }
      byte[] answer = process.getInputStream().readNBytes(MAX_BYTES);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw failed(name, "it did not end within " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
        String last = text.substring(Math.max(0, text.length() - 500));
        throw failed(name, "it ended with " + process.exitValue() + ": " + last);
      }
      return answer;
    } catch (InterruptedException e) {
      throw new Failure.Cancelled();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Failure failed(String name, String why) {
    return new Failure.Policy("signing with " + name + " failed: " + why, "See docs/evidence.md.");
  }
}

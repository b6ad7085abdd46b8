package dev.createdump.engine.report;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.ProvenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/// Writes the files by which a step speaks to its runner. GitHub's are named by variables; where
/// those are missing, nothing is written.
public final class RunnerFiles {
  /// GitHub drops a step's summary above 1 MiB; other steps' text is not counted in.
  static final int SUMMARY_LIMIT = 1_000_000;

  private final Environment environment;

  public RunnerFiles(Environment environment) {
    this.environment = environment;
  }

  /// How many bytes of summary still fit: none where this run has no job summary, fewer where the
  /// step has written to it already.
  public int summaryRoom() {
    return environment.get("GITHUB_STEP_SUMMARY").map(RunnerFiles::room).orElse(0);
  }

  private static int room(String file) {
    try {
      return (int) Math.max(0, SUMMARY_LIMIT - Files.size(Path.of(file)));
    } catch (IOException e) {
      return SUMMARY_LIMIT; // not there yet; what else is wrong with it, writing will tell
    }
  }

  /// Appends to the job summary.
  public void summary(ProvenText markdown) throws Failure {
    append("GITHUB_STEP_SUMMARY", markdown);
  }

  /// Appends outputs of the step, each between delimiters that its value cannot contain.
  ///
  /// @param proof what they must pass
  public void outputs(Map<String, String> outputs, Proof proof) throws Failure {
    StringBuilder text = new StringBuilder();
    outputs.forEach(
        (name, value) -> {
          String delimiter = "end-" + Digests.sha256Hex(name + "\0" + value);
          text.append(name).append("<<").append(delimiter).append('\n');
          text.append(value).append('\n').append(delimiter).append('\n');
        });
    append("GITHUB_OUTPUT", proof.prove(text.toString(), "the outputs of the step"));
  }

  /// Writes a report that the job's configuration names, beside the dump.
  public static void beside(Path directory, String name, ProvenText text) throws Failure {
    try {
      Files.writeString(directory.resolve(name), text.value(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot write " + directory.resolve(name) + ": " + reason(e),
          "The directory of --out must be writable.",
          e);
    }
  }

  private void append(String variable, ProvenText text) throws Failure {
    Optional<String> file = environment.get(variable);
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          Path.of(file.get()),
          text.value(),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | InvalidPathException e) {
      throw new Failure.Output(
          "cannot write " + file.get() + ", the file of " + variable + ": " + reason(e),
          "The variable must name a writable file; the dump is written all the same.",
          e);
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "its directory is missing";
      case IOException io -> Reasons.of(io);
      default -> String.valueOf(e.getMessage());
    };
  }
}

package dev.createdump.cli;

import dev.createdump.engine.Events;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is told of a run to machines that watch many: a metrics file, a timings file, and lines of
/// JSON. Any command takes these options, and they are written however it ends.
final class Telemetry {
  private static final String METRICS = "--metrics";
  private static final String TIMINGS = "--timings";

  private final @Nullable Path metrics;
  private final @Nullable Path timings;
  private final Measures measures;

  private Telemetry(@Nullable Path metrics, @Nullable Path timings, Measures measures) {
    this.metrics = metrics;
    this.timings = timings;
    this.measures = measures;
  }

  /// @param words the command line, from which its options are taken
  static Telemetry of(GlobalWords words, Environment environment) throws Failure.Usage {
    return new Telemetry(
        path(words.take(METRICS), environment, "CREATE_DUMP_METRICS"),
        path(words.take(TIMINGS), environment, "CREATE_DUMP_TIMINGS"),
        new Measures(System.nanoTime()));
  }

  private static @Nullable Path path(
      @Nullable String given, Environment environment, String variable) {
    String file = given != null ? given : environment.get(variable).orElse(null);
    return file == null ? null : Path.of(file);
  }

  /// Where the run says what it did.
  Measures measures() {
    return measures;
  }

  /// What a step of the engine is called.
  static String label(Events.Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }

  /// Writes what was asked for.
  ///
  /// @throws Failure.Output where it cannot be written
  void finish(int code, Environment environment) throws Failure.Output {
    if (metrics == null && timings == null) {
      return;
    }
    // Of a run that is cancelled too.
    boolean interrupted = Thread.interrupted();
    long nanos = System.nanoTime() - measures.begun();
    Instant end = RunClock.wallTime();
    measures.end(nanos);
    if (metrics != null) {
      write(metrics, OpenMetrics.of(measures, code, end.minusNanos(nanos), nanos));
    }
    if (timings != null) {
      write(timings, OtlpTrace.of(measures, code, end, nanos, environment));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whoever reads the file finds the old one or the new one, whole.
  private static void write(Path file, String text) throws Failure.Output {
    Path whole = file.toAbsolutePath();
    Path partial =
        whole.resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(partial, text.getBytes(StandardCharsets.UTF_8));
      Files.move(
          partial, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(partial);
      } catch (IOException ignored) {
        // The directory is gone, or nobody may write to it.
      }
      throw new Failure.Output(
          "cannot write " + file + ": " + e, "Its directory must exist and be writable.", e);
    }
  }
}

package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;

/// How much of the machine a run may take. Only whoever starts Java can set it, which the launcher
/// does; here it is made sure that it did.
final class Limits {
  /// With less some commands cannot work on anything.
  private static final long LEAST_MEMORY = 64L << 20;

  private static final int MOST_JOBS = 256;

  private Limits() {}

  /// @param words the command line, from which the options are taken
  /// @param command `batch run` has jobs of its own, which are projects
  static void check(GlobalWords words, String command, Environment environment)
      throws Failure.Usage {
    String memory = words.take("--max-memory");
    if (memory == null) {
      memory = environment.get("CREATE_DUMP_MAX_MEMORY").orElse(null);
    }
    if (memory != null) {
      memory(memory);
    }
    if (command.equals("batch")) {
      return;
    }
    String jobs = words.take("--jobs");
    if (jobs == null) {
      jobs = environment.get("CREATE_DUMP_JOBS").orElse(null);
    }
    if (jobs != null) {
      jobs(jobs);
    }
  }

  private static void memory(String text) throws Failure.Usage {
    if (!text.matches("[0-9]{1,6}(MiB|GiB)")) {
      throw new Failure.Usage(
          "--max-memory " + Printable.line(text) + " is no number of MiB or GiB",
          "For example 512MiB; at least 64MiB.");
    }
    long bytes = Sizes.parse("--max-memory", text);
    if (bytes < LEAST_MEMORY) {
      throw new Failure.Usage(
          "--max-memory " + text + " is too little", "At least 64MiB; the default is enough.");
    }
    if (Runtime.getRuntime().maxMemory() > bytes) {
      throw new Failure.Usage(
          "--max-memory " + text + " is not what Java was started with",
          "The launcher bin/create-dump does that; else start java with -Xmx.");
    }
  }

  private static void jobs(String text) throws Failure.Usage {
    int jobs;
    try {
      jobs = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      jobs = 0;
    }
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new Failure.Usage(
          "--jobs " + Printable.line(text) + " is no number from 1 to " + MOST_JOBS, "");
    }
    if (Runtime.getRuntime().availableProcessors() > jobs) {
      throw new Failure.Usage(
          "--jobs " + jobs + " is not what Java was started with",
          "The launcher bin/create-dump does that; else start java with"
              + " -XX:ActiveProcessorCount.");
    }
  }
}

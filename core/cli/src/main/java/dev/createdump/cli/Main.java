package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The entry point: builds what a run needs by hand, and exits.
public final class Main {
  /// How long a cancelled run may take to clean up.
  private static final long GRACE_SECONDS = 10;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    Environment environment = Environment.ofProcess();
    Console console = Console.ofProcess(environment);
    AtomicBoolean finished = new AtomicBoolean();
    cancelOnSignal(finished);
    int code;
    try {
      code = new Cli(console, environment).run(args);
    } catch (RuntimeException | Error bug) {
      code = bug(console, bug, environment);
    }
    finished.set(true);
    return code;
  }

  /// On a signal the work is interrupted and the processes it started are ended, so that it can
  /// clean up; then the exit code says that it was cancelled.
  private static void cancelOnSignal(AtomicBoolean finished) {
    Thread worker = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (finished.get()) {
                    return;
                  }
                  worker.interrupt();
                  ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
                  try {
                    worker.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Runtime.getRuntime().halt(ExitCodes.CANCELLED);
                },
                "cancel"));
  }

  private static int bug(Console console, Throwable bug, Environment environment) {
    console.fail(
        "create-dump has a bug: " + bug,
        "Please report it; CREATE_DUMP_DEBUG=1 prints where it happened.");
    if (environment.get("CREATE_DUMP_DEBUG").isPresent()) {
      for (StackTraceElement element : bug.getStackTrace()) {
        console.say("    at " + element);
      }
    }
    console.flush();
    return ExitCodes.BUG;
  }
}

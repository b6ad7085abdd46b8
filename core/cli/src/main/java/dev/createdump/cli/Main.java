package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.redact.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The entry point: builds what a run needs by hand, and exits.
public final class Main {
  /// How long a cancelled run may take to clean up: less than the ten seconds after which container
  /// engines kill.
  private static final long GRACE_SECONDS = 8;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    Environment environment = Environment.ofProcess();
    Console console = Console.ofProcess(environment);
    CountDownLatch finished = new CountDownLatch(1);
    cancelOnSignal(console, finished);
    int code;
    try {
      code = new Cli(console, environment).run(args);
    } catch (RuntimeException | Error bug) {
      code = bug(console, bug, environment);
    }
    finished.countDown();
    return code;
  }

  /// On a signal the work is interrupted and the processes it started are ended, so that it can
  /// clean up; then the exit code says that it was cancelled.
  private static void cancelOnSignal(Console console, CountDownLatch finished) {
    Thread worker = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (finished.getCount() > 0) {
                    // What fails from here on fails because of this.
                    console.fail("cancelled", "");
                    console.mute();
                    worker.interrupt();
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
                    await(finished);
                    Runtime.getRuntime().halt(ExitCodes.CANCELLED);
                  }
                },
                "cancel"));
  }

  /// Not for the thread's end: it waits in System.exit until the hook is done.
  private static boolean await(CountDownLatch finished) {
    try {
      return finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static int bug(Console console, Throwable bug, Environment environment) {
    int code = ExitCodes.of(bug);
    if (bug instanceof OutOfMemoryError) {
      console.fail(
          "memory did not suffice: Java may use "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB",
          "Nothing was written. Give it more with --max-memory, or less to do: a smaller"
              + " --max-file-size, fewer --jobs.");
    } else {
      console.fail(
          "create-dump has a bug: " + bug,
          "Please report it; CREATE_DUMP_DEBUG=1 prints where it happened.");
    }
    if (environment.get("CREATE_DUMP_DEBUG").isPresent()) {
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      console.say(Printable.lines(Redactor.standalone(trace.toString()).value()));
    }
    console.end(code);
    console.flush();
    return code;
  }
}

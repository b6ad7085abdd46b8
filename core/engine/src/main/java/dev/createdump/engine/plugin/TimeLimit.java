package dev.createdump.engine.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Waits for a plugin so long and no longer. Java cannot stop a thread, so that a call that does
/// not end is left behind: the run ends without it, and with the process it ends too.
final class TimeLimit {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform()
              .daemon()
              .name("plugin-", 0)
              .inheritInheritableThreadLocals(false)
              .factory());

  /// Where nothing is configured, as when plugins are listed.
  private static final long USUAL = TimeUnit.MINUTES.toMillis(5);

  private final AtomicLong millis = new AtomicLong(Long.MAX_VALUE);

  /// A call that did not end in time.
  static final class Late extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Late(long millis) {
      super("it did not end within " + shown(millis) + " (plugins.time_limit)");
    }

    private static String shown(long millis) {
      return millis % 60_000 == 0 ? millis / 60_000 + " minutes" : millis / 1000.0 + " seconds";
    }
  }

  /// From now on; where several projects say something else the shortest counts.
  void atMost(Duration limit) {
    millis.accumulateAndGet(limit.toMillis(), Math::min);
  }

  /// Calls a plugin.
  ///
  /// @return what it answers
  /// @throws Exception what it throws, errors too
  /// @throws Late where it does not end in time
  /// @throws InterruptedException where nobody waits any more
  <T> T call(Callable<T> work) throws Exception {
    long set = millis.get();
    long limit = set == Long.MAX_VALUE ? USUAL : set;
    Future<T> running = THREADS.submit(work);
    try {
      return running.get(limit, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Late(limit);
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      running.cancel(true);
    }
  }

  private static Exception thrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case Error error -> throw error;
      case Exception exception -> exception;
      case null, default -> failed;
    };
  }
}

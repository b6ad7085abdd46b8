package dev.createdump.spi.support;

import dev.createdump.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs one operation of a store so that it ends in time and can be cancelled, whatever the client
/// library underneath waits for.
///
/// The operation runs on a virtual thread, where an interrupt also ends blocking network calls that
/// would not notice it on another thread.
public final class Deadline {
  /// How long an operation may take to tidy up after it was interrupted.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Deadline() {}

  /// One operation; it is interrupted where it must end early.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  public interface Operation<T> extends Callable<T> {
    @Override
    T call() throws StoreException;
  }

  /// Runs an operation to its end, or until the limit is over or the calling thread is interrupted.
  /// An operation that completes while it is being stopped counts as done.
  ///
  /// @param late what to throw where the limit is over
  /// @throws CancellationException where the calling thread was interrupted, which it still is then
  public static <T> T run(Duration limit, Operation<T> operation, Supplier<StoreException> late)
      throws StoreException {
    FutureTask<T> task = new FutureTask<>(operation);
    Thread worker = Thread.ofVirtual().unstarted(task);
    worker.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      stop(worker);
      return doneOr(task, late);
    } catch (InterruptedException e) {
      stop(worker);
      Thread.currentThread().interrupt();
      return doneOr(
          task,
          () -> {
            throw new CancellationException("cancelled");
          });
    }
  }

  /// Interrupts the worker and gives it time to tidy up.
  private static void stop(Thread worker) {
    worker.interrupt();
    try {
      boolean _ = worker.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked twice: no more patience
    }
  }

  private static <T> T doneOr(FutureTask<T> task, Supplier<StoreException> otherwise)
      throws StoreException {
    if (task.state() == FutureTask.State.SUCCESS) {
      return task.resultNow();
    }
    throw otherwise.get();
  }

  private static StoreException failure(ExecutionException e) {
    return switch (e.getCause()) {
      case StoreException known -> known;
      case RuntimeException bug -> throw bug;
      case Error bug -> throw bug;
      case null, default -> throw new IllegalStateException(e);
    };
  }
}

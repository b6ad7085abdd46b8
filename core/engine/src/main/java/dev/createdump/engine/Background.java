package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Threads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Work that goes on beside the flow, on a thread of its own: a run is short, and much of it is
/// waiting for git.
///
/// @param <T> what the work yields
final class Background<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(FutureTask<T> task, Thread thread) {
    this.task = task;
    this.thread = thread;
  }

  /// Starts work that holds nothing that must be closed.
  static <T> Background<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return new Background<>(task, thread);
  }

  /// Waits for what the work yields.
  ///
  /// @throws Failure where it failed, or where this thread is interrupted
  T get() throws Failure {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /// Interrupts the work where it still goes on, and waits until it has ended.
  void stop() {
    Threads.stop(thread);
  }

  /// What a failed piece of work means to the one who waits for it.
  private static Failure failure(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> throw new IllegalStateException("work failed for no reason");
      case Failure failure -> failure;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalStateException(cause);
    };
  }
}

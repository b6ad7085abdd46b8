package dev.createdump.engine.evidence.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tasks that run beside whoever gives them, a few at a time, as a store far away takes its time
/// for each. What they give comes in the order in which they were given.
final class Ahead<T> implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Future<T>> running = new ArrayDeque<>();
  private final int most;
  private final Consumer<T> done;

  /// @param most how many run at a time
  /// @param done told of what each gives
  Ahead(int most, Consumer<T> done) {
    this.most = most;
    this.done = done;
  }

  /// Gives a task, after waiting for the first where too many run.
  ///
  /// @throws IOException where the one that was waited for did
  void give(Callable<T> task) throws IOException {
    if (running.size() >= most) {
      take();
    }
    running.addLast(threads.submit(task));
  }

  /// Waits for all that were given.
  void finish() throws IOException {
    while (!running.isEmpty()) {
      take();
    }
  }

  private void take() throws IOException {
    try {
      done.accept(running.removeFirst().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("cancelled while waiting for a store");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> new IOException(cause);
    };
  }

  /// Cancels what still runs, and waits for its end.
  @Override
  public void close() {
    running.forEach(rest -> rest.cancel(true));
    threads.close();
  }
}

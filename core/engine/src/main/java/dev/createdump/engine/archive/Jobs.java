package dev.createdump.engine.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Works with several threads and hands the results over in the order in which the work was given,
/// on the thread that gives it. So few results wait that memory stays flat.
final class Jobs implements AutoCloseable {
  private final ExecutorService pool;
  private final Deque<Pending<?>> pending = new ArrayDeque<>();
  private final int most;

  /// Takes a result.
  interface Sink<R> {
    void take(R result) throws IOException;
  }

  private record Pending<R>(Future<R> result, Sink<R> sink) {
    void deliver() throws IOException {
      try {
        sink.take(result.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("cancelled");
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case IOException failed -> throw failed;
          case RuntimeException bug -> throw bug;
          case Error error -> throw error;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
  }

  Jobs(int threads) {
    pool = Executors.newFixedThreadPool(threads, Jobs::daemon);
    most = threads + 1;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "archive");
    thread.setDaemon(true);
    return thread;
  }

  /// Gives work; where too much waits the first result is awaited.
  <R> void give(Callable<R> work, Sink<R> sink) throws IOException {
    while (pending.size() >= most) {
      pending.remove().deliver();
    }
    pending.add(new Pending<>(pool.submit(work), sink));
  }

  /// Waits for everything.
  void drain() throws IOException {
    while (!pending.isEmpty()) {
      pending.remove().deliver();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

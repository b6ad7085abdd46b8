package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Works on pieces with all processors, and hands the results over in the order of the pieces, on
/// the thread that asked. So many results wait at most that memory stays flat.
///
/// @param <T> a piece
/// @param <R> what is made of it
final class InOrder<T, R> {
  private final List<T> pieces;
  private final Slot<R>[] slots;
  private int taken;
  private int delivered;
  private @Nullable Throwable failure;

  /// One thread's way to work; closed when no piece is left.
  interface Worker<T, R> extends AutoCloseable {
    R work(T piece) throws Failure, IOException;

    @Override
    void close();
  }

  /// Makes a worker on its own thread.
  interface Workers<T, R> {
    Worker<T, R> open() throws Failure;
  }

  /// Takes the results.
  interface Sink<R> {
    void take(R result) throws Failure, IOException;
  }

  private static final class Slot<R> {
    private @Nullable R result;
  }

  @SuppressWarnings("unchecked")
  private InOrder(List<T> pieces, int window) {
    this.pieces = pieces;
    this.slots = (Slot<R>[]) new Slot<?>[window];
    for (int i = 0; i < window; i++) {
      slots[i] = new Slot<>();
    }
  }

  /// Works on all pieces.
  ///
  /// @throws Failure the first that a worker or the sink met; the others are stopped
  static <T, R> void run(List<T> pieces, Workers<T, R> workers, Sink<R> sink)
      throws Failure, IOException {
    int count = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), pieces.size()));
    InOrder<T, R> run = new InOrder<>(pieces, 2 * count + 2);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> run.pull(workers), "tree-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      for (int i = 0; i < pieces.size(); i++) {
        sink.take(run.next(i));
      }
    } finally {
      run.stop();
      threads.forEach(Threads::stop);
    }
  }

  private void pull(Workers<T, R> workers) {
    try (Worker<T, R> worker = workers.open()) {
      for (int piece = take(); piece >= 0; piece = take()) {
        put(piece, worker.work(pieces.get(piece)));
      }
    } catch (Failure | IOException | RuntimeException | Error e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next piece, or -1 where none is left.
  private synchronized int take() throws InterruptedException {
    while (failure == null && taken < pieces.size() && taken >= delivered + slots.length) {
      wait();
    }
    return failure == null && taken < pieces.size() ? taken++ : -1;
  }

  private synchronized void put(int piece, R result) {
    slots[piece % slots.length].result = result;
    notifyAll();
  }

  private synchronized void fail(Throwable why) {
    if (failure == null) {
      failure = why;
    }
    notifyAll();
  }

  private synchronized R next(int piece) throws Failure, IOException {
    Slot<R> slot = slots[piece % slots.length];
    try {
      while (failure == null && slot.result == null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    }
    R result = slot.result;
    if (failure != null || result == null) {
      throw rethrown(failure);
    }
    slot.result = null;
    delivered = piece + 1;
    notifyAll();
    return result;
  }

  private static RuntimeException rethrown(@Nullable Throwable why) throws Failure, IOException {
    return switch (why) {
      case Failure failed -> throw failed;
      case IOException failed -> throw failed;
      case Error error -> throw error;
      case RuntimeException bug -> bug;
      case null, default -> new IllegalStateException(why);
    };
  }

  private synchronized void stop() {
    if (failure == null) {
      failure = new Failure.Cancelled();
    }
    notifyAll();
  }
}

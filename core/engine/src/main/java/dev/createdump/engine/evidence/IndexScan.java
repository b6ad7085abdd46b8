package dev.createdump.engine.evidence;

import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a bucket's index in the order of days, as a stream: a page of keys and a
/// window of lines are in memory, and only the partitions of the days that are asked for are
/// listed. Many lines are read at once, as a store far away takes its time for each.
public final class IndexScan {
  /// How many lines are on their way at a time.
  private static final int WINDOW = 64;

  private final Bucket bucket;
  private final IndexFilter filter;
  private final Visitor visitor;
  private final Deque<Pending> pending = new ArrayDeque<>();

  private IndexScan(Bucket bucket, IndexFilter filter, Visitor visitor) {
    this.bucket = bucket;
    this.filter = filter;
    this.visitor = visitor;
  }

  /// Sees what the index holds.
  public interface Visitor {
    /// A line that the filter takes.
    ///
    /// @return whether to go on
    boolean entry(IndexEntry entry) throws IOException;

    /// An object of the index that holds no line.
    void bad(ObjectKey key, String problem);
  }

  private record Pending(ObjectKey key, Future<IndexEntry> line) {}

  /// Visits the lines that a filter takes.
  ///
  /// @throws StoreException where the store fails
  /// @throws IOException where the visitor does
  public static void run(Bucket bucket, IndexFilter filter, Visitor visitor) throws IOException {
    new IndexScan(bucket, filter, visitor).run();
  }

  /// Visits the lines under some keys.
  ///
  /// @throws IOException as for the lines of a filter
  public static void run(Bucket bucket, Iterator<ObjectKey> keys, Visitor visitor)
      throws IOException {
    new IndexScan(bucket, IndexFilter.ALL, visitor).run(keys);
  }

  private void run(Iterator<ObjectKey> keys) throws IOException {
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        while (keys.hasNext()) {
          ObjectKey key = keys.next();
          pending.addLast(new Pending(key, readers.submit(() -> read(key))));
          if (pending.size() >= WINDOW && !visit(pending.removeFirst())) {
            return;
          }
        }
        rest();
      } finally {
        pending.forEach(rest -> rest.line().cancel(true));
      }
    }
  }

  private void rest() throws IOException {
    boolean more = true;
    while (more && !pending.isEmpty()) {
      more = visit(pending.removeFirst());
    }
  }

  private void run() throws IOException {
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (String days : DayPrefixes.of(filter.since(), filter.until())) {
          if (!walk(KeyLayout.INDEX + "dt=" + days, readers)) {
            return;
          }
        }
        rest();
      } finally {
        pending.forEach(rest -> rest.line().cancel(true));
      }
    }
  }

  /// @return whether to go on
  private boolean walk(String prefix, ExecutorService readers) throws IOException {
    boolean[] goOn = {true};
    IOException[] failed = {null};
    bucket.walk(
        prefix,
        object -> {
          pending.addLast(new Pending(object.key(), readers.submit(() -> read(object.key()))));
          try {
            goOn[0] = pending.size() < WINDOW || visit(pending.removeFirst());
          } catch (StoreException e) {
            throw e;
          } catch (IOException e) {
            failed[0] = e;
            goOn[0] = false;
          }
          return goOn[0];
        });
    if (failed[0] != null) {
      throw failed[0];
    }
    return goOn[0];
  }

  private boolean visit(Pending next) throws IOException {
    IndexEntry entry;
    try {
      entry = next.line().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("cancelled while the index was read");
    } catch (ExecutionException e) {
      failed(next.key(), e.getCause());
      return true;
    }
    return !filter.takes(entry) || visitor.entry(entry);
  }

  private void failed(ObjectKey key, @Nullable Throwable cause) throws StoreException {
    switch (cause) {
      case MalformedException malformed -> visitor.bad(key, String.valueOf(malformed.getMessage()));
      case StoreException store -> throw store;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(cause);
    }
  }

  private IndexEntry read(ObjectKey key) throws IOException {
    byte[] bytes;
    try (InputStream in = bucket.open(key)) {
      bytes = in.readNBytes(IndexEntry.MAX_BYTES + 1);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNAVAILABLE, key.under(bucket.uri()).toString(), "broke off", e);
    }
    if (bytes.length > IndexEntry.MAX_BYTES) {
      throw new MalformedException("is larger than any line of the index");
    }
    IndexEntry entry = IndexEntry.parse(bytes);
    String belongs =
        KeyLayout.INDEX + "dt=" + entry.day() + "/" + KeyLayout.indexName(entry.prefix());
    if (!belongs.equals(key.value())) {
      throw new MalformedException("is the line of another dump, " + entry.prefix());
    }
    return entry;
  }
}

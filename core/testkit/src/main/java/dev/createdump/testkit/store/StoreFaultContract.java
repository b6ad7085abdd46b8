package dev.createdump.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import dev.createdump.testkit.net.NetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every store in a network guarantees when the network fails: what can be repaired is, what
/// cannot ends in time with a code that says whether to try again, and nothing is lost, doubled or
/// half visible. Its cases mostly wait, and may do so side by side where a module's
/// `junit-platform.properties` allows it.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
public abstract class StoreFaultContract {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final ObjectKey KEY = new ObjectKey("dir/a");
  private static final int SMALL = 1000;

  /// More than twice what goes into one request.
  private static final int LARGE = 700_000;

  private @Nullable FaultPlace opened;

  /// A fresh, empty place behind a proxy. Called once for each test; the suite closes it. Above
  /// 256 KiB its stores send objects in parts of as much.
  protected abstract FaultPlace freshPlace() throws Exception;

  /// A place, and the proxy that all its stores' requests go through.
  public interface FaultPlace extends AutoCloseable {
    Store open(Duration deadline) throws StoreException;

    FaultyProxy proxy();

    /// Whether a request is about objects, and not, say, about a token for the credentials.
    boolean isData(NetRequest request);

    /// How many objects in parts were begun and neither finished nor cancelled; nothing where the
    /// place cannot tell or where these cannot be cancelled.
    default Optional<Integer> unfinished() {
      return Optional.empty();
    }

    @Override
    void close() throws IOException;
  }

  @BeforeEach
  final void openPlace() throws Exception {
    opened = freshPlace();
  }

  @AfterEach
  final void closePlace() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  private FaultPlace place() {
    return Objects.requireNonNull(opened);
  }

  static List<NetFault> passing() {
    return List.of(
        NetFault.Answer.of(503),
        NetFault.Answer.of(500),
        new NetFault.ResetRequest(0),
        new NetFault.ResetRequest(500),
        new NetFault.LoseAnswer(),
        new NetFault.CutAnswer());
  }

  /// The first two requests about objects fail, all others pass.
  private void failTwice(NetFault fault) {
    AtomicInteger left = new AtomicInteger(2);
    place()
        .proxy()
        .fail(request -> place().isData(request) && left.getAndDecrement() > 0 ? fault : null);
  }

  /// A put whose answer was lost may find its own object there: that is for the caller to find out.
  private static void putOrFind(Store store, ObjectKey key, Payload payload) throws Exception {
    try {
      store.put(key, payload, CREATE);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
    assertThat(read(store, key)).isEqualTo(payload.sha256());
  }

  private static String read(Store store, ObjectKey key) throws Exception {
    try (InputStream in = store.open(key)) {
      return Payload.of(in.readAllBytes()).sha256();
    }
  }

  private static Payload payload(int length, int seed) {
    byte[] content = new byte[length];
    new SplittableRandom(seed).nextBytes(content);
    return Payload.of(content);
  }

  @ParameterizedTest
  @MethodSource("passing")
  final void smallPutOutlivesAFault(NetFault fault) throws Exception {
    try (Store store = place().open(Duration.ofSeconds(60))) {
      failTwice(fault);
      putOrFind(store, KEY, payload(SMALL, 1));
    }
  }

  @ParameterizedTest
  @MethodSource("passing")
  final void largePutOutlivesAFault(NetFault fault) throws Exception {
    try (Store store = place().open(Duration.ofSeconds(60))) {
      failTwice(fault);
      putOrFind(store, KEY, payload(LARGE, 1));
    }
  }

  @ParameterizedTest
  @MethodSource("passing")
  final void readingOutlivesAFault(NetFault fault) throws Exception {
    Payload payload = payload(LARGE, 2);
    try (Store store = place().open(Duration.ofSeconds(60))) {
      store.put(KEY, payload, CREATE);
      failTwice(fault);
      assertThat(store.stat(KEY).map(ObjectStat::length)).contains((long) LARGE);
      failTwice(fault);
      assertThat(store.list("", null, 10).objects()).hasSize(1);
      failTwice(fault);
      assertThat(read(store, KEY)).isEqualTo(payload.sha256());
    }
  }

  static List<NetFault> lasting() {
    return List.of(
        NetFault.Answer.of(503),
        NetFault.Answer.of(500),
        NetFault.Answer.of(429),
        new NetFault.ResetRequest(0),
        new NetFault.LoseAnswer(),
        new NetFault.Slow(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  final void whatLastsEndsAtTheDeadline(NetFault fault) throws Exception {
    Duration deadline = Duration.ofSeconds(3);
    try (Store store = place().open(deadline)) {
      place().proxy().fail(request -> place().isData(request) ? fault : null);
      for (int length : new int[] {SMALL, LARGE}) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(() -> store.put(KEY, payload(length, 3), CREATE));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as("time until %s", thrown)
            .isLessThan(deadline.plusSeconds(4));
        assertThat(thrown).isInstanceOf(StoreException.class);
        assertThat(((StoreException) thrown).code().retryable()).as("%s", thrown).isTrue();
      }
      place().proxy().fail(request -> null);
    }
    try (Store store = place().open(Duration.ofSeconds(30))) {
      if (!(fault instanceof NetFault.LoseAnswer)) {
        assertThat(store.stat(KEY)).as("what never arrived").isEmpty();
      }
    }
  }

  @Test
  final void interruptedPutEndsSoonAndLeavesNothing() throws Exception {
    try (Store store = place().open(Duration.ofSeconds(60))) {
      AtomicInteger seen = new AtomicInteger();
      place()
          .proxy()
          .fail(
              request ->
                  place().isData(request)
                          && !request.method().equals("DELETE")
                          && seen.incrementAndGet() > 1
                      ? new NetFault.Slow(Duration.ofSeconds(30))
                      : null);
      List<Throwable> thrown = new ArrayList<>();
      List<Boolean> interrupted = new ArrayList<>();
      Thread uploader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    thrown.add(catchThrowable(() -> store.put(KEY, payload(LARGE, 4), CREATE)));
                    interrupted.add(Thread.currentThread().isInterrupted());
                  });
      while (seen.get() < 2) {
        Thread.sleep(10);
      }
      uploader.interrupt();
      assertThat(uploader.join(Duration.ofSeconds(8))).as("ended soon").isTrue();
      assertThat(thrown).singleElement().isInstanceOf(CancellationException.class);
      assertThat(interrupted).containsExactly(true);
      place().proxy().fail(request -> null);
      assertThat(store.stat(KEY)).isEmpty();
      place().unfinished().ifPresent(count -> assertThat(count).as("unfinished").isZero());
    }
  }

  @Test
  final void nothingIsLostOrHalfVisibleAmongFaults() throws Exception {
    amongFaults(40);
  }

  @Test
  @Tag("long")
  @Timeout(900)
  final void nothingIsLostOrHalfVisibleAmongAThousandFaults() throws Exception {
    amongFaults(1000);
  }

  /// Uploads until so many requests went wrong, each at random and most of them once.
  private void amongFaults(int wanted) throws Exception {
    long seed = 20261121;
    AtomicInteger faults = new AtomicInteger();
    SplittableRandom random = new SplittableRandom(seed);
    List<NetFault> kinds = passing();
    place().proxy().fail(request -> random(request, random, kinds, faults));
    AtomicInteger next = new AtomicInteger();
    try (Store store = place().open(Duration.ofSeconds(60));
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> uploaders = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        uploaders.add(threads.submit(() -> upload(store, next, faults, wanted)));
      }
      int failed = 0;
      for (Future<Integer> uploader : uploaders) {
        failed += uploader.get();
      }
      place().proxy().fail(request -> null);
      int there = countWhole(store, next.get());
      assertThat(there + failed)
          .as("seed %d: objects or failures", seed)
          .isGreaterThanOrEqualTo(next.get());
      assertThat(faults.get()).isGreaterThanOrEqualTo(wanted);
      assertThat(place().unfinished().orElse(0)).as("unfinished").isLessThanOrEqualTo(failed);
    }
  }

  private synchronized @Nullable NetFault random(
      NetRequest request, SplittableRandom random, List<NetFault> kinds, AtomicInteger faults) {
    if (!place().isData(request) || random.nextInt(3) > 0) {
      return null;
    }
    faults.incrementAndGet();
    return kinds.get(random.nextInt(kinds.size()));
  }

  /// @return how many uploads failed for the moment
  private static int upload(Store store, AtomicInteger next, AtomicInteger faults, int wanted)
      throws StoreException {
    int failed = 0;
    while (faults.get() < wanted) {
      int number = next.getAndIncrement();
      try {
        store.put(key(number), numbered(number), CREATE);
      } catch (StoreException e) {
        if (e.code().retryable()) {
          failed++;
        } else if (e.code() != StoreException.Code.ALREADY_EXISTS) {
          throw e;
        }
      }
    }
    return failed;
  }

  private static int countWhole(Store store, int count) throws Exception {
    int there = 0;
    for (int number = 0; number < count; number++) {
      if (store.stat(key(number)).isPresent()) {
        assertThat(read(store, key(number))).isEqualTo(numbered(number).sha256());
        there++;
      }
    }
    return there;
  }

  private static ObjectKey key(int number) {
    return new ObjectKey("n/" + number);
  }

  private static Payload numbered(int number) {
    return payload(number % 3 == 0 ? LARGE : SMALL, number);
  }
}

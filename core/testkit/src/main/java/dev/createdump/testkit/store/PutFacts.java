package dev.createdump.testkit.store;

import static dev.createdump.testkit.store.StoreFixture.key;
import static dev.createdump.testkit.store.StoreFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Facts about storing: whole or not at all, exclusive where asked, and proven by the receipt.
interface PutFacts extends StoreFixture {
  int RACERS = 16;
  int ROUNDS = 8;

  @Test
  default void putIsReadAtOnce() throws Exception {
    put("dir/a.txt", "hello");
    assertThat(read("dir/a.txt")).isEqualTo("hello");
    assertThat(store().stat(key("dir/a.txt")).orElseThrow().length()).isEqualTo(5);
    assertThat(keys("", 10)).containsExactly("dir/a.txt");
  }

  @Test
  default void receiptProvesThePut() throws Exception {
    Payload payload = text("héllo");
    Receipt receipt = store().put(key("dir/a b.txt"), payload, REPLACE);
    assertThat(receipt.uri()).isEqualTo(key("dir/a b.txt").under(store().uri()));
    assertThat(receipt.length()).isEqualTo(6);
    assertThat(receipt.sha256()).isEqualTo(payload.sha256());
    assertThat(receipt.created()).isTrue();
    if (can(Capability.SERVER_CHECKSUM)) {
      assertThat(receipt.serverChecksumOrNull()).matches("[a-z0-9]+:\\S+");
    }
  }

  @Test
  default void replaceReplaces() throws Exception {
    put("a", "a longer first content");
    put("a", "second");
    assertThat(read("a")).isEqualTo("second");
    assertThat(store().stat(key("a")).orElseThrow().length()).isEqualTo(6);
    assertThat(keys("", 10)).containsExactly("a");
  }

  @Test
  default void createOnlyCreates() throws Exception {
    assumeCan(Capability.PUT_IF_ABSENT);
    assertThat(store().put(key("a"), text("first"), CREATE).created()).isTrue();
    assertThat(read("a")).isEqualTo("first");
  }

  @Test
  default void createOnlyNeverOverwrites() throws Exception {
    assumeCan(Capability.PUT_IF_ABSENT);
    put("a", "first");
    assertFails(
        StoreException.Code.ALREADY_EXISTS,
        key("a"),
        () -> store().put(key("a"), text("second"), CREATE));
    assertFails(
        StoreException.Code.ALREADY_EXISTS,
        key("a"),
        () -> store().put(key("a"), text("first"), CREATE));
    assertThat(read("a")).isEqualTo("first");
  }

  /// Another creates the object while this one is being sent: the later to finish loses, however
  /// early it began.
  @Test
  default void createOnlyLosesToOneThatFinishedMeanwhile() throws Exception {
    assumeCan(Capability.PUT_IF_ABSENT);
    AtomicBoolean first = new AtomicBoolean(true);
    Payload slow =
        new HookedPayload(
            text("slow"),
            () -> {
              if (first.getAndSet(false)) {
                store().put(key("a"), text("quick"), CREATE);
              }
            });
    assertFails(
        StoreException.Code.ALREADY_EXISTS, key("a"), () -> store().put(key("a"), slow, CREATE));
    assertThat(read("a")).isEqualTo("quick");
  }

  /// All racers hold back their content until the others are as far, and then finish at once.
  @Test
  default void createOnlyHasOneWinner() throws Exception {
    assumeCan(Capability.PUT_IF_ABSENT);
    for (int round = 0; round < ROUNDS; round++) {
      ObjectKey key = key("race/" + round);
      CountDownLatch ready = new CountDownLatch(RACERS);
      List<Future<Optional<String>>> racers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < RACERS; i++) {
          String content = "racer " + i;
          racers.add(threads.submit(() -> createOrLose(key, content, ready)));
        }
      }
      List<String> winners = new ArrayList<>();
      for (Future<Optional<String>> racer : racers) {
        racer.get().ifPresent(winners::add);
      }
      assertThat(winners).as("winners of the race").hasSize(1);
      assertThat(read(key.value())).isEqualTo(winners.getFirst());
    }
  }

  private Optional<String> createOrLose(ObjectKey key, String content, CountDownLatch ready)
      throws StoreException {
    Payload waiting =
        new HookedPayload(
            text(content),
            () -> {
              ready.countDown();
              // A store that sends fewer at once than there are racers goes on after a while.
              boolean _ = ready.await(1, TimeUnit.SECONDS);
            });
    try {
      store().put(key, waiting, CREATE);
      return Optional.of(content);
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.ALREADY_EXISTS) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @ParameterizedTest
  @EnumSource(BadPayload.class)
  default void badPayloadLeavesNothing(BadPayload bad) throws Exception {
    assertFails(
        StoreException.Code.CORRUPT,
        key("dir/bad"),
        () -> store().put(key("dir/bad"), bad.payload(), REPLACE));
    assertInvisible(key("dir/bad"));
    if (can(Capability.PUT_IF_ABSENT)) {
      assertFails(
          StoreException.Code.CORRUPT,
          key("dir/bad"),
          () -> store().put(key("dir/bad"), bad.payload(), CREATE));
      assertInvisible(key("dir/bad"));
    }
  }

  @ParameterizedTest
  @EnumSource(BadPayload.class)
  default void badPayloadLeavesWhatWasThere(BadPayload bad) throws Exception {
    put("a", "first");
    assertFails(
        StoreException.Code.CORRUPT, key("a"), () -> store().put(key("a"), bad.payload(), REPLACE));
    assertThat(read("a")).isEqualTo("first");
  }

  @Test
  default void keyIsFreeAfterABadPayload() throws Exception {
    assumeCan(Capability.PUT_IF_ABSENT);
    assertFails(
        StoreException.Code.CORRUPT,
        () -> store().put(key("a"), BadPayload.SHORT.payload(), CREATE));
    store().put(key("a"), text("good"), CREATE);
    assertThat(read("a")).isEqualTo("good");
  }

  /// A reader that looks again and again while one content replaces another sees only whole ones.
  @Test
  default void replacingIsAtomic() throws Exception {
    String first = "1".repeat(300_000);
    String second = "2".repeat(200_000);
    put("a", first);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 10; i++) {
                  put("a", i % 2 == 0 ? second : first);
                }
                return null;
              });
      do {
        String seen = new String(bytes(key("a")), UTF_8);
        assertThat(seen.equals(first) || seen.equals(second)).as("a whole content").isTrue();
      } while (!writer.isDone());
      writer.get();
    }
  }

  @Test
  default void differentKeysAreStoredConcurrently() throws Exception {
    List<Future<Receipt>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < RACERS; i++) {
        String name = "d" + i % 4 + "/n" + i;
        puts.add(threads.submit(() -> put(name, "content of " + name)));
      }
    }
    for (Future<Receipt> put : puts) {
      assertThat(put.get().created()).isTrue();
    }
    assertThat(keys("", 1000)).hasSize(RACERS);
    for (String stored : keys("", 1000)) {
      assertThat(read(stored)).isEqualTo("content of " + stored);
    }
  }

  @Test
  default void keyOfAParentIsNoObject() throws Exception {
    put("dir/sub/a", "content");
    for (String parent : List.of("dir", "dir/sub")) {
      assertInvisible(key(parent));
    }
  }

  @Test
  default void keyUnderAnObjectIsNoObject() throws Exception {
    put("a", "content");
    assertInvisible(key("a/b"));
  }

  @Test
  default void parentAndChildAreKeptApartOrRefused() throws Exception {
    put("a", "parent");
    ObjectKey child = key("a/b");
    try {
      store().put(child, text("child"), REPLACE);
      assertThat(read("a/b")).isEqualTo("child");
    } catch (StoreException e) {
      assertThat(e.code()).isEqualTo(StoreException.Code.INVALID);
      assertInvisible(child);
    }
    assertThat(read("a")).isEqualTo("parent");
  }

  @Test
  default void emptyOptionsNeedNoCapability() throws Exception {
    assertThat(store().put(key("a"), text("x"), PutOptions.replace("text/plain")).created())
        .isTrue();
  }
}

package dev.createdump.engine.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.FaultyStore;
import dev.createdump.testkit.store.MemoryStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final ObjectKey KEY = new ObjectKey("dir/a");

  private final MemoryStore.Place place = new MemoryStore.Place(URI.create("memory://bucket"));

  private MemoryStore store(Set<Capability> capabilities) {
    return new MemoryStore(place, capabilities);
  }

  private static Set<Capability> capabilities(boolean metadata) {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    if (!metadata) {
      all.remove(Capability.METADATA);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sameContentAgainIsASuccess(boolean metadata) throws StoreException {
    Bucket bucket = new Bucket(store(capabilities(metadata)));
    Receipt first = bucket.upload(KEY, text("hello"), CREATE);
    Receipt again = bucket.upload(KEY, text("hello"), CREATE);
    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.uri()).isEqualTo(first.uri());
    assertThat(again.sha256()).isEqualTo(first.sha256());
    assertThat(again.length()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void otherContentIsRefused(boolean metadata) throws Exception {
    Bucket bucket = new Bucket(store(capabilities(metadata)));
    bucket.upload(KEY, text("hello"), CREATE);
    for (String other : List.of("hellO", "longer than before")) {
      assertFails(StoreException.Code.ALREADY_EXISTS, bucket, text(other), CREATE);
    }
    assertThat(bucket.open(KEY).readAllBytes()).asString(UTF_8).isEqualTo("hello");
  }

  @Test
  void readsBackWhatAnotherToolStored() throws StoreException {
    store(capabilities(true)).put(KEY, text("hello"), CREATE);
    Bucket bucket = new Bucket(store(capabilities(true)));
    assertThat(bucket.upload(KEY, text("hello"), CREATE).created()).isFalse();
    assertFails(StoreException.Code.ALREADY_EXISTS, bucket, text("hellO"), CREATE);
  }

  @Test
  void digestGoesWithTheObject() throws StoreException {
    Bucket bucket = new Bucket(store(capabilities(true)));
    bucket.upload(KEY, text("hello"), CREATE.withMetadata(Map.of("tool", "x")));
    assertThat(bucket.stat(KEY).orElseThrow().metadata())
        .isEqualTo(Map.of("sha256", text("hello").sha256(), "tool", "x"));
  }

  @Test
  void anAnswerThatWasLostIsMadeGoodByDoingItAgain() throws StoreException {
    MemoryStore memory = store(capabilities(true));
    FaultyStore.Fault lost =
        FaultyStore.Fault.onPut("a", FaultyStore.Moment.AFTER, StoreException.Code.UNAVAILABLE);
    assertFails(
        StoreException.Code.UNAVAILABLE,
        new Bucket(new FaultyStore(memory, lost)),
        text("hello"),
        CREATE);
    assertThat(new Bucket(memory).upload(KEY, text("hello"), CREATE).created()).isFalse();
  }

  @Test
  void refusesBeforeAnyWork() {
    Bucket bucket = new Bucket(store(Set.of()));
    assertFails(StoreException.Code.UNSUPPORTED, bucket, text("hello"), CREATE);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> bucket.require(Set.of(Capability.OBJECT_LOCK)))
        .withMessage("memory://bucket: the store cannot do [OBJECT_LOCK]");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> bucket.signedUrl(KEY, java.time.Duration.ofMinutes(1)))
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.UNSUPPORTED);
  }

  @Test
  void walksOverAllPagesUntilEnough() throws StoreException {
    Bucket bucket = new Bucket(store(capabilities(true)));
    List<String> names = new ArrayList<>();
    for (int i = 10_000; i < 12_500; i++) {
      bucket.upload(new ObjectKey("n/" + i), text("x"), CREATE);
      names.add("n/" + i);
    }
    List<String> seen = new ArrayList<>();
    bucket.walk("n/", object -> seen.add(object.key().value()));
    assertThat(seen).isEqualTo(names);
    seen.clear();
    bucket.walk("", object -> seen.add(object.key().value()) && seen.size() < 3);
    assertThat(seen).isEqualTo(names.subList(0, 3));
  }

  private static void assertFails(
      StoreException.Code code, Bucket bucket, Payload payload, PutOptions options) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> bucket.upload(KEY, payload, options))
        .extracting(StoreException::code)
        .isEqualTo(code);
  }

  private static Payload text(String content) {
    return Payload.of(content.getBytes(UTF_8));
  }
}

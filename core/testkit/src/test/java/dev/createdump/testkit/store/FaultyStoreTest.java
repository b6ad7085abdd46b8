package dev.createdump.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.FaultyStore.Fault;
import dev.createdump.testkit.store.FaultyStore.Moment;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {
  private static final PutOptions OPTIONS = PutOptions.createOnly("text/plain");
  private final MemoryStore memory = new MemoryStore();
  private final Payload payload = Payload.of(new byte[3]);

  @Test
  void failsBeforeAnythingHappened() throws StoreException {
    FaultyStore store = faulty(Moment.BEFORE);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.put(new ObjectKey("a/bad"), payload, OPTIONS))
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.UNAVAILABLE);
    assertThat(memory.stat(new ObjectKey("a/bad"))).isEmpty();
    assertThat(store.put(new ObjectKey("a/good"), payload, OPTIONS).created()).isTrue();
  }

  @Test
  void failsAfterItHappened() throws StoreException {
    FaultyStore store = faulty(Moment.AFTER);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.put(new ObjectKey("a/bad"), payload, OPTIONS));
    assertThat(memory.stat(new ObjectKey("a/bad"))).isPresent();
  }

  private FaultyStore faulty(Moment moment) {
    return new FaultyStore(memory, Fault.onPut("bad", moment, StoreException.Code.UNAVAILABLE));
  }
}

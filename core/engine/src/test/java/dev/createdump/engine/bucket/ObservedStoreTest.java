package dev.createdump.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.testkit.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedStoreTest {
  @Test
  void hearsEveryByteFromZeroToTheEnd() throws Exception {
    ObjectKey key = new ObjectKey("a");
    List<Long> heard = new ArrayList<>();
    ObservedStore store =
        new ObservedStore(
            new MemoryStore(),
            (k, position, length) -> {
              assertThat(k).isEqualTo(key);
              assertThat(length).isEqualTo(100_000);
              heard.add(position);
            });
    store.put(key, Payload.of(new byte[100_000]), PutOptions.createOnly("text/plain"));
    assertThat(heard).startsWith(0L).endsWith(100_000L).isSorted().doesNotHaveDuplicates();
  }
}

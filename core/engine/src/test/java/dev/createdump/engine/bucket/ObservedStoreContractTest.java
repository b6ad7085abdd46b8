package dev.createdump.engine.bucket;

import dev.createdump.spi.Capability;
import dev.createdump.spi.Store;
import dev.createdump.testkit.store.MemoryEnvironment;
import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;
import java.util.EnumSet;

class ObservedStoreContractTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() {
    return new MemoryEnvironment(EnumSet.allOf(Capability.class)) {
      @Override
      public Store open() {
        return new ObservedStore(super.open(), (key, position, length) -> {});
      }
    };
  }
}

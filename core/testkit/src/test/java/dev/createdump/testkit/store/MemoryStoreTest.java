package dev.createdump.testkit.store;

import dev.createdump.spi.Capability;
import java.util.EnumSet;

class MemoryStoreTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() {
    return new MemoryEnvironment(EnumSet.allOf(Capability.class));
  }
}

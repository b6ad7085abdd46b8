package dev.createdump.testkit.store;

import java.util.Set;

/// A store that can do nothing but store, so that every refusal is checked.
class PlainMemoryStoreTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() {
    return new MemoryEnvironment(Set.of());
  }
}

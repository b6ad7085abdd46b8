package dev.createdump.gcs;

import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;

class GcsStoreTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() throws Exception {
    return new FakeGcsEnvironment();
  }
}

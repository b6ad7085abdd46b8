package dev.createdump.azure;

import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;

class AzureStoreTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() throws Exception {
    return new AzuriteEnvironment();
  }
}

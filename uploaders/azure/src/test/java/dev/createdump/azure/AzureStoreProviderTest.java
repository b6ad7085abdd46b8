package dev.createdump.azure;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.azure.Azurite;
import dev.createdump.testkit.store.StoreProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

class AzureStoreProviderTest extends StoreProviderContract {
  @Override
  protected StoreProvider provider() {
    return new AzureStoreProvider();
  }

  @Override
  protected URI uri() {
    return URI.create("az://account1/container/pre/fix");
  }

  @Override
  protected StoreContext context() {
    return new StoreContext(
        Map.of(), Map.of("AZURE_STORAGE_KEY", Azurite.KEY), Duration.ofSeconds(10));
  }

  @Override
  protected Set<StoreSetting> understood() {
    return AzureStoreProvider.UNDERSTOOD;
  }
}

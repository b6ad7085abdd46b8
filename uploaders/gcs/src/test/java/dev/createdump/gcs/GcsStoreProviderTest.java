package dev.createdump.gcs;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.store.StoreProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

class GcsStoreProviderTest extends StoreProviderContract {
  @Override
  protected StoreProvider provider() {
    return new GcsStoreProvider();
  }

  @Override
  protected URI uri() {
    return URI.create("gs://evidence-1/pre/fix");
  }

  @Override
  protected StoreContext context() {
    return new StoreContext(
        Map.of(),
        Map.of("GOOGLE_OAUTH_ACCESS_TOKEN", "none", "GOOGLE_CLOUD_PROJECT", "project-1"),
        Duration.ofSeconds(10));
  }

  @Override
  protected Set<StoreSetting> understood() {
    return GcsStoreProvider.UNDERSTOOD;
  }
}

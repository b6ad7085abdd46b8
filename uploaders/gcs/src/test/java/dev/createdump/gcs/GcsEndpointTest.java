package dev.createdump.gcs;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The contract against any server that speaks Google's JSON API: `docs/stores.md` says how. A run
/// writes below a prefix of its own; keys that are as long as allowed leave no room for one, and
/// fail there as `INVALID`, so that the bucket should rather be empty and the prefix short.
@EnabledIfEnvironmentVariable(named = "CREATE_DUMP_TEST_GCS", matches = ".+")
class GcsEndpointTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() {
    String[] parts = String.valueOf(System.getenv("CREATE_DUMP_TEST_GCS")).split(",", 2);
    URI uri = URI.create("gs://" + parts[1] + "/" + UUID.randomUUID());
    Map<String, String> environment = new HashMap<>();
    String credentials = System.getenv("GOOGLE_APPLICATION_CREDENTIALS");
    if (credentials != null) {
      environment.put("GOOGLE_APPLICATION_CREDENTIALS", credentials);
    }
    StoreContext context =
        new StoreContext(
            Map.of(StoreSetting.ENDPOINT, parts[0]), environment, Duration.ofSeconds(60));
    return new StoreEnvironment() {
      @Override
      public Store open() throws StoreException {
        return new GcsStoreProvider().open(uri, context);
      }
    };
  }
}

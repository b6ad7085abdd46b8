package dev.createdump.gcs;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/// Opens buckets of Google Cloud Storage: `gs://bucket/prefix`.
///
/// Loads no class of the SDK before a store is opened.
public final class GcsStoreProvider implements StoreProvider {
  static final Set<StoreSetting> UNDERSTOOD =
      EnumSet.of(
          StoreSetting.ENDPOINT,
          StoreSetting.REQUESTER_PAYS,
          StoreSetting.PROXY,
          StoreSetting.CA_BUNDLE,
          StoreSetting.CUSTOMER_KEY,
          StoreSetting.PART_SIZE,
          StoreSetting.MULTIPART_THRESHOLD);

  @Override
  public Set<String> schemes() {
    return Set.of("gs");
  }

  @Override
  public Store open(URI uri, StoreContext context) throws StoreException {
    GcsPlace place = GcsPlace.of(uri);
    context.require(UNDERSTOOD, place.uri().toString());
    return GcsStore.open(place, context);
  }
}

package dev.createdump.azure;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/// Opens containers of Azure Blob Storage: `az://account/container/prefix`, or `azblob://…`.
///
/// Loads no class of the SDK before a store is opened.
public final class AzureStoreProvider implements StoreProvider {
  static final Set<StoreSetting> UNDERSTOOD =
      EnumSet.of(
          StoreSetting.ENDPOINT,
          StoreSetting.PROXY,
          StoreSetting.CA_BUNDLE,
          StoreSetting.CUSTOMER_KEY,
          StoreSetting.PART_SIZE,
          StoreSetting.MULTIPART_THRESHOLD,
          StoreSetting.PARALLEL);

  @Override
  public Set<String> schemes() {
    return Set.of("az", "azblob");
  }

  @Override
  public Store open(URI uri, StoreContext context) throws StoreException {
    AzurePlace place = AzurePlace.of(uri);
    context.require(UNDERSTOOD, place.uri().toString());
    return AzureStore.open(place, context);
  }
}

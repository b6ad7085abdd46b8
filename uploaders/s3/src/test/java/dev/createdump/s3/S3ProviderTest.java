package dev.createdump.s3;

import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.store.StoreProviderContract;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

class S3ProviderTest extends StoreProviderContract {
  @Override
  protected StoreProvider provider() {
    return new S3Provider();
  }

  @Override
  protected URI uri() {
    return URI.create("s3://evidence/prefix");
  }

  @Override
  protected Set<StoreSetting> understood() {
    return EnumSet.allOf(StoreSetting.class);
  }
}

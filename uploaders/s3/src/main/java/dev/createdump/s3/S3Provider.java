package dev.createdump.s3;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/// Opens buckets of Amazon S3, and of what speaks its protocol, as stores: `s3://bucket/prefix`.
public final class S3Provider implements StoreProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("s3");
  }

  @Override
  public Store open(URI uri, StoreContext context) throws StoreException {
    S3Place place = S3Place.of(uri);
    context.require(EnumSet.allOf(StoreSetting.class), place.uri().toString());
    return new S3Store(place, S3Settings.of(context, place), S3Store.CAPABILITIES);
  }
}

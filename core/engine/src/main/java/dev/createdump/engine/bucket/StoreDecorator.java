package dev.createdump.engine.bucket;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreFact;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Passes on to another store all but {@link Store#put}.
abstract class StoreDecorator implements Store {
  /// The store that does the work.
  final Store inner;

  StoreDecorator(Store inner) {
    this.inner = inner;
  }

  @Override
  public final URI uri() {
    return inner.uri();
  }

  @Override
  public final Set<Capability> capabilities() {
    return inner.capabilities();
  }

  @Override
  public final void check(PutOptions options) throws StoreException {
    inner.check(options);
  }

  @Override
  public final List<StoreFact> facts() throws StoreException {
    return inner.facts();
  }

  @Override
  public abstract Receipt put(ObjectKey key, Payload payload, PutOptions options)
      throws StoreException;

  @Override
  public final InputStream open(ObjectKey key) throws StoreException {
    return inner.open(key);
  }

  @Override
  public final InputStream open(ObjectKey key, long offset) throws StoreException {
    return inner.open(key, offset);
  }

  @Override
  public final Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    return inner.stat(key);
  }

  @Override
  public final ListPage list(String prefix, @Nullable String tokenOrNull, int max)
      throws StoreException {
    return inner.list(prefix, tokenOrNull, max);
  }

  @Override
  public final URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    return inner.signedUrl(key, validity);
  }

  @Override
  public final void close() {
    inner.close();
  }
}

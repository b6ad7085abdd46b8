package dev.createdump.testkit.store;

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

/// A store that passes everything on. Tests override what they want to be different.
public class ForwardingStore implements Store {
  private final Store delegate;

  public ForwardingStore(Store delegate) {
    this.delegate = delegate;
  }

  /// The store that does the work.
  protected final Store delegate() {
    return delegate;
  }

  @Override
  public URI uri() {
    return delegate.uri();
  }

  @Override
  public Set<Capability> capabilities() {
    return delegate.capabilities();
  }

  @Override
  public void check(PutOptions options) throws StoreException {
    delegate.check(options);
  }

  @Override
  public List<StoreFact> facts() throws StoreException {
    return delegate.facts();
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    return delegate.put(key, payload, options);
  }

  @Override
  public InputStream open(ObjectKey key) throws StoreException {
    return delegate.open(key);
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    return delegate.stat(key);
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    return delegate.list(prefix, tokenOrNull, max);
  }

  @Override
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    return delegate.signedUrl(key, validity);
  }

  @Override
  public void close() {
    delegate.close();
  }
}

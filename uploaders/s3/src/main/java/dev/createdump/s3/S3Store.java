package dev.createdump.s3;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreArguments;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreFact;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bucket, or a prefix of one, as a store. The SDK is loaded when it is first needed.
final class S3Store implements Store {
  static final Set<Capability> CAPABILITIES = Set.copyOf(EnumSet.allOf(Capability.class));

  private final S3Place place;
  private final S3Settings settings;
  private final Set<Capability> capabilities;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable S3Bucket bucket;
  private volatile boolean closed;

  /// @param capabilities what the service can do; all that S3 can, but for tests of lesser ones
  S3Store(S3Place place, S3Settings settings, Set<Capability> capabilities) {
    this.place = place;
    this.settings = settings;
    this.capabilities = Set.copyOf(capabilities);
  }

  private S3Bucket bucket() throws StoreException {
    opening.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the store " + place.uri() + " is closed");
      }
      if (bucket == null) {
        bucket = S3Bucket.open(place, settings);
      }
      return bucket;
    } finally {
      opening.unlock();
    }
  }

  @Override
  public URI uri() {
    return place.uri();
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public void check(PutOptions options) throws StoreException {
    options.require(capabilities, place.uri().toString());
    S3Bucket open = bucket();
    new S3Check(open).check(options);
  }

  @Override
  public List<StoreFact> facts() throws StoreException {
    return new S3Check(bucket()).facts();
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    S3Bucket open = bucket();
    options.require(capabilities, place.subject(key));
    return payload.length() < settings.threshold()
        ? new SinglePut(open, key, payload, options).run()
        : new MultipartPut(open, key, payload, options).run();
  }

  @Override
  public InputStream open(ObjectKey key) throws StoreException {
    return bucket().open(key);
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    return bucket().stat(key);
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    S3Bucket open = bucket();
    StoreArguments.checkPage(max);
    return open.list(prefix, tokenOrNull, max);
  }

  @Override
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    S3Bucket open = bucket();
    if (!capabilities.contains(Capability.SIGNED_URL) || settings.customerKeyOrNull() != null) {
      throw new StoreException(
          Code.UNSUPPORTED, place.subject(key), "no URL can be signed for this object");
    }
    StoreArguments.checkValidity(validity);
    return open.signedUrl(key, validity);
  }

  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      if (bucket != null) {
        bucket.close();
        bucket = null;
      }
    } finally {
      opening.unlock();
    }
  }
}

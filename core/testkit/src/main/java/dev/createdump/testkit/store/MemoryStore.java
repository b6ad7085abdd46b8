package dev.createdump.testkit.store;

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
import dev.createdump.testkit.store.StoreEnvironment.Kept;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A store in memory, with the capabilities that a test gives it.
public final class MemoryStore implements Store {
  private final Place place;
  private final Set<Capability> capabilities;
  private volatile boolean closed;

  /// A store with every capability, on a place of its own.
  public MemoryStore() {
    this(new Place(URI.create("memory://test")), EnumSet.allOf(Capability.class));
  }

  public MemoryStore(Place place, Set<Capability> capabilities) {
    this.place = place;
    this.capabilities = Set.copyOf(capabilities);
  }

  /// The objects, which outlive the stores that are opened on them.
  public static final class Place {
    private final URI uri;
    private final Map<ObjectKey, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectKey> tokens = new ConcurrentHashMap<>();

    public Place(URI uri) {
      this.uri = uri;
    }

    /// What is kept with an object besides its bytes and metadata.
    public Optional<Kept> kept(ObjectKey key) {
      return Optional.ofNullable(objects.get(key)).map(Stored::kept);
    }

    /// Reads what a signed URL of this place leads to.
    byte[] fetch(URI signedUrl) throws IOException {
      for (Map.Entry<ObjectKey, Stored> entry : objects.entrySet()) {
        if (signedUrl.toString().startsWith(entry.getKey().under(uri) + "?")) {
          return entry.getValue().content().clone();
        }
      }
      throw new IOException("nothing at " + signedUrl);
    }
  }

  private record Stored(byte[] content, Map<String, String> metadata, Kept kept) {}

  @Override
  public URI uri() {
    return place.uri;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    requireOpen();
    options.require(capabilities, key.value());
    Stored stored = new Stored(read(key, payload), options.metadata(), kept(options));
    if (options.precondition() == PutOptions.Precondition.NONE) {
      place.objects.put(key, stored);
    } else if (place.objects.putIfAbsent(key, stored) != null) {
      throw new StoreException(
          StoreException.Code.ALREADY_EXISTS, key.value(), "an object has this key");
    }
    String checksum =
        capabilities.contains(Capability.SERVER_CHECKSUM) ? "sha256:" + payload.sha256() : null;
    return new Receipt(
        key.under(place.uri), payload.length(), payload.sha256(), true, null, null, checksum);
  }

  private static byte[] read(ObjectKey key, Payload payload) throws StoreException {
    try (InputStream in = payload.openVerified()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.CORRUPT, key.value(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Kept kept(PutOptions options) {
    return new Kept(
        options.contentType(),
        options.tags(),
        options.retentionOrNull(),
        options.legalHold(),
        options.encryptionOrNull(),
        options.storageClassOrNull());
  }

  @Override
  public InputStream open(ObjectKey key) throws StoreException {
    requireOpen();
    Stored stored = place.objects.get(key);
    if (stored == null) {
      throw new StoreException(StoreException.Code.NOT_FOUND, key.value(), "no such object");
    }
    return new ByteArrayInputStream(stored.content());
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    requireOpen();
    return Optional.ofNullable(place.objects.get(key)).map(stored -> stat(key, stored));
  }

  private static ObjectStat stat(ObjectKey key, Stored stored) {
    return new ObjectStat(key, stored.content().length, stored.metadata(), null, null);
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    requireOpen();
    StoreArguments.checkPage(max);
    ObjectKey after = tokenOrNull == null ? null : place.tokens.get(tokenOrNull);
    if (tokenOrNull != null && after == null) {
      throw new StoreException(
          StoreException.Code.INVALID, place.uri.toString(), "not a token of this store");
    }
    List<ObjectStat> page = new ArrayList<>();
    for (Map.Entry<ObjectKey, Stored> entry : place.objects.entrySet()) {
      ObjectKey key = entry.getKey();
      if (!key.value().startsWith(prefix) || (after != null && key.compareTo(after) <= 0)) {
        continue;
      }
      if (page.size() == max) {
        return new ListPage(page, tokenAfter(page.getLast().key()));
      }
      page.add(stat(key, entry.getValue()));
    }
    return new ListPage(page, null);
  }

  private String tokenAfter(ObjectKey last) {
    String token = "after " + last;
    place.tokens.put(token, last);
    return token;
  }

  @Override
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    requireOpen();
    if (!capabilities.contains(Capability.SIGNED_URL)) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED, key.value(), "the store signs no URLs");
    }
    StoreArguments.checkValidity(validity);
    return URI.create(key.under(place.uri) + "?valid=" + validity);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store " + place.uri + " is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}

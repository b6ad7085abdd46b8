package dev.createdump.engine.bucket;

import dev.createdump.engine.base.Digests;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What callers hold to keep objects: any store, with everything done once that is the same over
/// all of them. Uploads are idempotent, and everything uploaded carries its digest where the store
/// keeps metadata. Nothing else in the engine speaks to a {@link Store}.
public final class Bucket implements AutoCloseable {
  /// The name of the user metadata that holds an object's SHA-256.
  static final String SHA256 = "sha256";

  private static final int PAGE = 1000;

  private final Store store;

  /// @param store the store, which is closed with the bucket
  public Bucket(Store store) {
    this.store = store;
  }

  /// The place, with no credential.
  public URI uri() {
    return store.uri();
  }

  /// Fails where the store lacks something that will be needed: to be asked before any work.
  ///
  /// @throws StoreException `UNSUPPORTED`, naming what is missing
  public void require(Set<Capability> needed) throws StoreException {
    Set<Capability> missing = EnumSet.noneOf(Capability.class);
    missing.addAll(needed);
    missing.removeAll(store.capabilities());
    if (!missing.isEmpty()) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED, uri().toString(), "the store cannot do " + missing);
    }
  }

  /// Asks the place, without writing, whether it could store with these options: to be asked before
  /// any work.
  ///
  /// @throws StoreException `UNSUPPORTED` where it cannot, or any other code
  public void check(PutOptions terms) throws StoreException {
    store.check(withDigest(terms, Payload.of(new byte[0])));
  }

  /// What can be found out about the place without writing, for people.
  public List<StoreFact> facts() throws StoreException {
    return store.facts();
  }

  /// What the store can do.
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  /// Stores an object, again and again with the same effect.
  ///
  /// With {@link PutOptions.Precondition#ABSENT}, an object that is there with the same SHA-256 is
  /// a success whose receipt says `created = false`. Its retention and tags are then those it was
  /// stored with.
  ///
  /// @throws StoreException `ALREADY_EXISTS` where another content is there
  public Receipt upload(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    require(options.needed());
    try {
      return store.put(key, payload, withDigest(options, payload));
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS) {
        throw e;
      }
      ObjectStat there = store.stat(key).orElseThrow(() -> e);
      if (there.length() != payload.length() || !digest(there).equals(payload.sha256())) {
        throw e;
      }
      return alreadyThere(there, payload.sha256());
    }
  }

  /// The receipt for what is there, whatever it is; nothing where there is nothing.
  Optional<Receipt> receipt(ObjectKey key) throws StoreException {
    Optional<ObjectStat> there = store.stat(key);
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(alreadyThere(there.get(), digest(there.get())));
  }

  private Receipt alreadyThere(ObjectStat there, String sha256) {
    return new Receipt(
        there.key().under(uri()),
        there.length(),
        sha256,
        false,
        there.versionOrNull(),
        there.etagOrNull(),
        null);
  }

  private PutOptions withDigest(PutOptions options, Payload payload) {
    if (!store.capabilities().contains(Capability.METADATA)) {
      return options;
    }
    Map<String, String> metadata = new TreeMap<>(options.metadata());
    metadata.put(SHA256, payload.sha256());
    return options.withMetadata(metadata);
  }

  private String digest(ObjectStat there) throws StoreException {
    String kept = there.metadata().get(SHA256);
    return kept != null ? kept : digestByReading(there.key());
  }

  private String digestByReading(ObjectKey key) throws StoreException {
    try (InputStream in = store.open(key)) {
      return Digests.sha256Hex(in);
    } catch (IOException e) {
      throw brokenOff(key, e);
    }
  }

  /// What to throw where reading an object failed half-way.
  StoreException brokenOff(ObjectKey key, IOException e) {
    return e instanceof StoreException known
        ? known
        : new StoreException(
            StoreException.Code.UNAVAILABLE, key.under(uri()).toString(), "reading broke off", e);
  }

  /// Opens an object from its first byte. The caller closes the stream.
  ///
  /// @throws StoreException `NOT_FOUND` where there is none
  public InputStream open(ObjectKey key) throws StoreException {
    return store.open(key);
  }

  /// Opens an object from one of its bytes on. The caller closes the stream.
  ///
  /// @param offset the first byte to read, from 0 to the object's length
  /// @throws StoreException `NOT_FOUND` where there is none
  public InputStream open(ObjectKey key, long offset) throws StoreException {
    return store.open(key, offset);
  }

  /// What is known of an object, or nothing where there is none.
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    return store.stat(key);
  }

  /// A URL with which anyone can read the object for a while.
  ///
  /// @param validity from one second to seven days
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    require(Set.of(Capability.SIGNED_URL));
    return store.signedUrl(key, validity);
  }

  /// Visits the objects whose key starts with a prefix, in the order of the keys' UTF-8 bytes,
  /// until there are no more or the visitor has seen enough. One page is in memory at a time.
  public void walk(String prefix, Visitor visitor) throws StoreException {
    @Nullable String token = null;
    do {
      ListPage page = store.list(prefix, token, PAGE);
      for (ObjectStat object : page.objects()) {
        if (!visitor.visit(object)) {
          return;
        }
      }
      token = page.nextOrNull();
    } while (token != null);
  }

  /// Sees one object of a walk.
  @FunctionalInterface
  public interface Visitor {
    /// @return whether to go on
    boolean visit(ObjectStat object) throws StoreException;
  }

  /// Publishes a dump: its artifacts, then its manifest, then its line in the index. A dump exists
  /// when its manifest does; the line is derived from it, and comes last so that the index never
  /// names a dump that is not there. Whatever fails before leaves no manifest; doing it again
  /// completes it.
  ///
  /// @param terms the precondition, tags, retention and keys for every object; the media type is
  ///     each artifact's own
  /// @return a receipt for each artifact, the manifest and the line, in this order
  /// @throws StoreException `ALREADY_EXISTS` where another dump is at the place, which is noticed
  ///     before anything is written if its manifest is there already
  /// @throws java.util.concurrent.CancellationException where the thread was interrupted
  public List<Receipt> publish(SealedDump dump, PutOptions terms) throws StoreException {
    return new Publication(this, dump, terms).run();
  }

  @Override
  public void close() {
    store.close();
  }
}

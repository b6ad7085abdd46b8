package dev.createdump.gcs;

import com.google.api.gax.paging.Page;
import com.google.auth.ServiceAccountSigner;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.SignUrlOption;
import dev.createdump.spi.Capability;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreArguments;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreFact;
import dev.createdump.spi.StoreSetting;
import dev.createdump.spi.support.Deadline;
import dev.createdump.spi.support.PageToken;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A bucket of Google Cloud Storage, or a prefix in it, as a store.
final class GcsStore implements Store {
  private static final int THRESHOLD = 8 * 1024 * 1024;
  private static final BlobField[] FIELDS = {
    BlobField.NAME, BlobField.SIZE, BlobField.METADATA, BlobField.ETAG, BlobField.GENERATION
  };

  private final GcsPlace place;
  private final GcsConnection connection;
  private final GcsWay way;
  private final Set<Capability> capabilities;
  private final Duration deadline;
  private final long threshold;
  private volatile boolean closed;

  private GcsStore(GcsPlace place, GcsConnection connection, GcsWay way, StoreContext context) {
    this.place = place;
    this.connection = connection;
    this.way = way;
    this.capabilities = capabilities(connection, way);
    this.deadline = context.deadline();
    this.threshold = context.number(StoreSetting.MULTIPART_THRESHOLD, THRESHOLD);
  }

  static GcsStore open(GcsPlace place, StoreContext context) throws StoreException {
    GcsConnection connection = GcsConnection.open(place, context);
    return new GcsStore(place, connection, way(place, connection, context), context);
  }

  private static GcsWay way(GcsPlace place, GcsConnection connection, StoreContext context)
      throws StoreException {
    Optional<String> project = Optional.empty();
    if (context.flag(StoreSetting.REQUESTER_PAYS, false)) {
      project = connection.credentials().project(context.environment());
      if (project.isEmpty()) {
        throw new StoreException(
            StoreException.Code.INVALID,
            place.uri().toString(),
            "which project pays? set GOOGLE_CLOUD_PROJECT");
      }
    }
    return new GcsWay(project, context.setting(StoreSetting.CUSTOMER_KEY));
  }

  /// Google keeps no tags with objects; a customer's key excludes one of the key service; and not
  /// all credentials can sign.
  private static Set<Capability> capabilities(GcsConnection connection, GcsWay way) {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    capabilities.remove(Capability.TAGS);
    if (way.customerKey().isPresent()) {
      capabilities.remove(Capability.SSE_KMS);
      capabilities.remove(Capability.SSE_MANAGED);
    }
    if (way.customerKey().isPresent()
        || !(connection.credentials().credentials() instanceof ServiceAccountSigner)) {
      capabilities.remove(Capability.SIGNED_URL);
    }
    return Set.copyOf(capabilities);
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
    requireOpen();
    options.require(capabilities, uri().toString());
    run(
        uri().toString(),
        () -> {
          new GcsCheck(place, connection, way).require(options);
          return true;
        });
  }

  @Override
  public List<StoreFact> facts() throws StoreException {
    requireOpen();
    return run(uri().toString(), () -> new GcsCheck(place, connection, way).facts());
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    requireOpen();
    String subject = subject(key);
    options.require(capabilities, subject);
    BlobInfo.Builder blob = BlobInfo.newBuilder(place.bucket(), place.names().of(key, subject));
    GcsPut put = new GcsPut(connection, way, options);
    GcsPut.Stored stored =
        run(
            subject,
            () ->
                payload.length() <= threshold
                    ? put.inOneRequest(blob, payload)
                    : put.inChunks(blob, payload));
    return new Receipt(
        key.under(uri()),
        payload.length(),
        payload.sha256(),
        true,
        String.valueOf(stored.generation()),
        stored.etag(),
        "crc32c:" + stored.crc32c());
  }

  @Override
  public InputStream open(ObjectKey key) throws StoreException {
    return open(key, 0);
  }

  @Override
  public InputStream open(ObjectKey key, long offset) throws StoreException {
    requireOpen();
    StoreArguments.checkOffset(offset);
    String subject = subject(key);
    BlobId id = BlobId.of(place.bucket(), place.names().of(key, subject));
    ReadChannel channel = connection.storage().reader(id, way.read());
    try {
      return new GcsReader(channel, offset, subject, deadline);
    } catch (StoreException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    requireOpen();
    String subject = subject(key);
    BlobId id = BlobId.of(place.bucket(), place.names().of(key, subject));
    BlobGetOption[] options = way.get(BlobGetOption.fields(FIELDS));
    return run(
        subject,
        () -> Optional.ofNullable(connection.storage().get(id, options)).map(b -> stat(key, b)));
  }

  private static ObjectStat stat(ObjectKey key, Blob blob) {
    Map<String, String> metadata = blob.getMetadata();
    return new ObjectStat(
        key,
        blob.getSize(),
        metadata == null ? Map.of() : metadata,
        blob.getEtag(),
        String.valueOf(blob.getGeneration()));
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    requireOpen();
    StoreArguments.checkPage(max);
    List<BlobListOption> options = new ArrayList<>();
    options.add(BlobListOption.prefix(place.names().withPrefix(prefix)));
    options.add(BlobListOption.pageSize(max));
    options.add(BlobListOption.fields(FIELDS));
    if (tokenOrNull != null) {
      String token = PageToken.read(prefix, tokenOrNull, uri().toString());
      options.add(BlobListOption.pageToken(token));
    }
    Page<Blob> page =
        run(
            uri().toString(),
            () ->
                connection
                    .storage()
                    .list(place.bucket(), way.list(options.toArray(BlobListOption[]::new))));
    List<ObjectStat> objects = new ArrayList<>();
    for (Blob blob : page.getValues()) {
      place.names().key(blob.getName()).ifPresent(key -> objects.add(stat(key, blob)));
    }
    String next = page.getNextPageToken();
    boolean more = next != null && !next.isEmpty();
    return new ListPage(objects, more ? PageToken.of(prefix, next) : null);
  }

  @Override
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    requireOpen();
    String subject = subject(key);
    if (!capabilities.contains(Capability.SIGNED_URL)) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED,
          subject,
          "these credentials cannot sign URLs; a service account can, also an impersonated one");
    }
    StoreArguments.checkValidity(validity);
    BlobInfo blob = BlobInfo.newBuilder(place.bucket(), place.names().of(key, subject)).build();
    List<SignUrlOption> options = new ArrayList<>();
    options.add(SignUrlOption.withV4Signature());
    options.add(SignUrlOption.withHostName(connection.endpoint().toString()));
    way.userProject()
        .ifPresent(
            project -> options.add(SignUrlOption.withQueryParams(Map.of("userProject", project))));
    return run(
        subject,
        () ->
            URI.create(
                connection
                    .storage()
                    .signUrl(
                        blob,
                        validity.toSeconds(),
                        TimeUnit.SECONDS,
                        options.toArray(SignUrlOption[]::new))
                    .toString()));
  }

  /// What happens under the deadline, with the client's exceptions.
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T run(String subject, Work<T> work) throws StoreException {
    return Deadline.run(
        deadline,
        () -> {
          try {
            return work.run();
          } catch (IOException | RuntimeException e) {
            throw GcsErrors.of(subject, e);
          }
        },
        () -> GcsErrors.late(subject, deadline));
  }

  private String subject(ObjectKey key) {
    return key.under(uri()).toString();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store " + uri() + " is closed");
    }
  }

  /// The client has no threads of its own; the JDK ends idle connections.
  @Override
  public void close() {
    closed = true;
  }
}

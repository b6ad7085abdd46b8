package dev.createdump.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.specialized.BlockBlobClient;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A container of Azure Blob Storage, or a prefix in it, as a store of block blobs.
final class AzureStore implements Store {
  private static final int BLOCK = 8 * 1024 * 1024;
  private static final int PARALLEL = 4;

  private final AzurePlace place;
  private final AzureConnection connection;
  private final Set<Capability> capabilities;
  private final Duration deadline;
  private final long threshold;
  private final int blockSize;
  private final int parallel;
  private volatile boolean closed;

  private AzureStore(AzurePlace place, AzureConnection connection, StoreContext context) {
    this.place = place;
    this.connection = connection;
    this.deadline = context.deadline();
    this.blockSize = Math.toIntExact(context.number(StoreSetting.PART_SIZE, BLOCK));
    this.threshold = context.number(StoreSetting.MULTIPART_THRESHOLD, BLOCK);
    this.parallel = Math.toIntExact(context.number(StoreSetting.PARALLEL, PARALLEL));
    this.capabilities = capabilities(connection, context);
  }

  static AzureStore open(AzurePlace place, StoreContext context) throws StoreException {
    return new AzureStore(place, AzureConnection.open(place, context), context);
  }

  /// A customer's key excludes a scope; a SAS cannot sign another; and readers of a signed URL do
  /// not have the customer's key.
  private static Set<Capability> capabilities(AzureConnection connection, StoreContext context) {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    boolean customerKey = context.settings().containsKey(StoreSetting.CUSTOMER_KEY);
    if (customerKey) {
      capabilities.remove(Capability.SSE_KMS);
    }
    if (customerKey || connection.credential() instanceof AzureCredential.Sas) {
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
        context -> {
          new AzureCheck(place, connection.container(), context).require(options);
          return true;
        });
  }

  @Override
  public List<StoreFact> facts() throws StoreException {
    requireOpen();
    return run(
        uri().toString(),
        context ->
            new AzureCheck(place, connection.container(), context)
                .facts(connection.endpoint(), connection.credential()));
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    requireOpen();
    String subject = subject(key);
    options.require(capabilities, subject);
    BlockBlobClient blob = blob(place.names().of(key, subject), options);
    AzurePut.Stored stored =
        run(subject, context -> send(new AzurePut(blob, options, context), payload, subject));
    BlockBlobItem item = stored.item();
    return new Receipt(
        key.under(uri()),
        payload.length(),
        payload.sha256(),
        true,
        item.getVersionId(),
        item.getETag(),
        stored.checksum());
  }

  private AzurePut.Stored send(AzurePut put, Payload payload, String subject) throws IOException {
    if (payload.length() <= threshold) {
      return put.inOneRequest(payload);
    }
    try {
      return put.inBlocks(payload, blockSize, parallel);
    } catch (BlobStorageException e) {
      // Who commits first discards the blocks of all others.
      if (BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode())) {
        throw overtaken(put, subject, e);
      }
      throw e;
    }
  }

  private static StoreException overtaken(AzurePut put, String subject, BlobStorageException e) {
    return put.options().precondition() == PutOptions.Precondition.ABSENT && put.blob().exists()
        ? new StoreException(
            StoreException.Code.ALREADY_EXISTS, subject, "an object has this key", e)
        : new StoreException(
            StoreException.Code.UNAVAILABLE, subject, "another upload of this object won", e);
  }

  private BlockBlobClient blob(String name, PutOptions options) {
    BlockBlobClient blob = connection.container().getBlobClient(name).getBlockBlobClient();
    return options.encryptionOrNull() instanceof PutOptions.Encryption.Kms kms
        ? blob.getEncryptionScopeClient(kms.key())
        : blob;
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
    BlobClient blob = connection.container().getBlobClient(place.names().of(key, subject));
    return new ChunkedReader(
        (range, conditions) ->
            run(
                subject,
                context ->
                    blob.downloadContentWithResponse(
                        null, conditions, range, false, null, context)),
        offset);
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    requireOpen();
    String subject = subject(key);
    BlobClient blob = connection.container().getBlobClient(place.names().of(key, subject));
    return run(
        subject,
        context -> {
          try {
            return stat(key, blob.getPropertiesWithResponse(null, null, context).getValue());
          } catch (BlobStorageException e) {
            if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static Optional<ObjectStat> stat(ObjectKey key, BlobProperties blob) {
    Map<String, String> metadata = blob.getMetadata();
    return AzureListing.isDirectory(metadata)
        ? Optional.empty()
        : Optional.of(
            new ObjectStat(key, blob.getBlobSize(), metadata, blob.getETag(), blob.getVersionId()));
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    requireOpen();
    StoreArguments.checkPage(max);
    return run(
        uri().toString(),
        context -> new AzureListing(place, connection.container(), prefix, max).page(tokenOrNull));
  }

  @Override
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    requireOpen();
    String subject = subject(key);
    if (!capabilities.contains(Capability.SIGNED_URL)) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED, subject, "a SAS or a customer's key cannot sign URLs");
    }
    StoreArguments.checkValidity(validity);
    BlobClient blob = connection.container().getBlobClient(place.names().of(key, subject));
    return run(subject, context -> SignedUrl.of(blob, connection, validity, context));
  }

  /// What happens under the deadline, with the SDK's exceptions.
  private interface Work<T> {
    T with(Context context) throws IOException;
  }

  private <T> T run(String subject, Work<T> work) throws StoreException {
    LastAnswer last = new LastAnswer();
    return Deadline.run(
        deadline,
        () -> {
          try {
            return work.with(last.context());
          } catch (IOException | RuntimeException e) {
            throw AzureErrors.of(subject, e);
          }
        },
        () -> last.late(subject, deadline));
  }

  private String subject(ObjectKey key) {
    return key.under(uri()).toString();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store " + uri() + " is closed");
    }
  }

  /// The JDK's HTTP client ends its threads, which hold up nothing, when it is no longer used.
  @Override
  public void close() {
    closed = true;
  }
}

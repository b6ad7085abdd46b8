package dev.createdump.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BlobWriteSession;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageClass;
import com.google.common.collect.ImmutableMap;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PayloadException;
import dev.createdump.spi.PutOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/// One object on its way into a bucket: in one request, or in the chunks of a resumable upload.
/// Either way it appears whole, in one step, after Google has verified its CRC32C.
///
/// @param connection the client
/// @param way how the store is spoken to
/// @param options how the object is to be stored
record GcsPut(GcsConnection connection, GcsWay way, PutOptions options) {
  private static final int READ = 64 * 1024;

  /// What Google says of an object that was stored.
  ///
  /// @param generation its generation
  /// @param etag its entity tag
  /// @param crc32c its CRC32C as Google computed it
  record Stored(long generation, String etag, String crc32c) {}

  Stored inOneRequest(BlobInfo.Builder blob, Payload payload) throws IOException {
    byte[] content;
    try (InputStream in = payload.openVerified()) {
      content = in.readNBytes(Math.toIntExact(payload.length()));
    }
    String crc32c = Crc32c.of(content);
    List<BlobTargetOption> with = new ArrayList<>();
    with.add(BlobTargetOption.disableGzipContent());
    if (options.precondition() == PutOptions.Precondition.ABSENT) {
      with.add(BlobTargetOption.doesNotExist());
    }
    if (options.encryptionOrNull() instanceof PutOptions.Encryption.Kms kms) {
      with.add(BlobTargetOption.kmsKeyName(kms.key()));
    }
    way.customerKey().map(BlobTargetOption::encryptionKey).ifPresent(with::add);
    way.userProject().map(BlobTargetOption::userProject).ifPresent(with::add);
    Blob stored =
        connection
            .storage()
            .create(described(blob, crc32c), content, with.toArray(BlobTargetOption[]::new));
    return proven(stored, crc32c);
  }

  /// Google has to know the CRC32C before the first chunk, so the payload is read twice.
  Stored inChunks(BlobInfo.Builder blob, Payload payload) throws IOException {
    String crc32c;
    try (InputStream in = payload.openVerified()) {
      crc32c = Crc32c.of(in);
    }
    String upload = UUID.randomUUID().toString();
    try {
      BlobWriteSession session =
          connection.storage().blobWriteSession(described(blob, crc32c), chunked(upload));
      WritableByteChannel channel = session.open();
      try (InputStream in = payload.openVerified()) {
        send(in, channel);
      }
      channel.close(); // completes the object; never reached where sending failed
      Stored stored = proven(session.getResult().get(), crc32c);
      connection.rpc().finished(upload);
      return stored;
    } catch (ExecutionException e) {
      connection.rpc().cancel(upload);
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException | RuntimeException e) {
      connection.rpc().cancel(upload);
      throw e;
    }
  }

  private static void send(InputStream in, WritableByteChannel channel) throws IOException {
    byte[] buffer = new byte[READ];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private BlobWriteOption[] chunked(String upload) {
    List<BlobWriteOption> with = new ArrayList<>();
    with.add(BlobWriteOption.disableGzipContent());
    with.add(BlobWriteOption.crc32cMatch());
    with.add(BlobWriteOption.extraHeaders(ImmutableMap.of(CancellableRpc.UPLOAD, upload)));
    if (options.precondition() == PutOptions.Precondition.ABSENT) {
      with.add(BlobWriteOption.doesNotExist());
    }
    if (options.encryptionOrNull() instanceof PutOptions.Encryption.Kms kms) {
      with.add(BlobWriteOption.kmsKeyName(kms.key()));
    }
    way.customerKey().map(BlobWriteOption::encryptionKey).ifPresent(with::add);
    way.userProject().map(BlobWriteOption::userProject).ifPresent(with::add);
    return with.toArray(BlobWriteOption[]::new);
  }

  private BlobInfo described(BlobInfo.Builder blob, String crc32c) {
    blob.setContentType(options.contentType()).setCrc32c(crc32c).setMetadata(options.metadata());
    options.storageClass().map(StorageClass::valueOf).ifPresent(blob::setStorageClass);
    if (options.legalHold()) {
      blob.setTemporaryHold(true);
    }
    PutOptions.Retention retention = options.retentionOrNull();
    if (retention != null) {
      blob.setRetention(
          BlobInfo.Retention.newBuilder()
              .setMode(
                  switch (retention.mode()) {
                    case GOVERNANCE -> BlobInfo.Retention.Mode.UNLOCKED;
                    case COMPLIANCE -> BlobInfo.Retention.Mode.LOCKED;
                  })
              .setRetainUntilTime(retention.until().atOffset(ZoneOffset.UTC))
              .build());
    }
    return blob.build();
  }

  private static Stored proven(BlobInfo stored, String crc32c) throws PayloadException {
    if (!crc32c.equals(stored.getCrc32c())) {
      throw new PayloadException(
          "Google's CRC32C of the object is " + stored.getCrc32c() + ", not " + crc32c, null);
    }
    return new Stored(stored.getGeneration(), stored.getEtag(), crc32c);
  }
}

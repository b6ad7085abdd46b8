package dev.createdump.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One object on its way into a container: in one request, or in blocks that are committed together
/// ("Put Blob", "Put Block", "Put Block List"). Either way it appears whole, in one step.
///
/// @param blob where it goes
/// @param options how it is to be stored
/// @param context what goes with every request
record AzurePut(BlockBlobClient blob, PutOptions options, Context context) {
  /// What Azure said of an object that was stored.
  ///
  /// @param item its version and entity tag
  /// @param checksum the checksum that Azure computed
  record Stored(BlockBlobItem item, String checksum) {}

  Stored inOneRequest(Payload payload) throws IOException {
    byte[] content;
    try (InputStream in = payload.openVerified()) {
      content = in.readNBytes(Math.toIntExact(payload.length()));
    }
    byte[] md5 = Md5.of(content);
    BlockBlobSimpleUploadOptions request =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
            .setHeaders(headers(md5))
            .setContentMd5(md5)
            .setMetadata(options.metadata())
            .setTags(orNull(options.tags()))
            .setTier(tier())
            .setImmutabilityPolicy(immutability())
            .setLegalHold(options.legalHold() ? Boolean.TRUE : null)
            .setRequestConditions(conditions());
    BlockBlobItem item = blob.uploadWithResponse(request, null, context).getValue();
    Md5.requireSame(md5, item.getContentMd5());
    return new Stored(item, Md5.text(md5));
  }

  Stored inBlocks(Payload payload, int blockSize, int parallel) throws IOException {
    BlockUpload upload = new BlockUpload(blob, context, blockSize, parallel);
    BlockUpload.Staged staged = upload.stage(payload);
    return new Stored(commit(staged), staged.checksum());
  }

  private BlockBlobItem commit(BlockUpload.Staged staged) {
    List<String> blocks = staged.blocks();
    BlockBlobCommitBlockListOptions request =
        new BlockBlobCommitBlockListOptions(blocks)
            .setHeaders(headers(staged.md5()))
            .setMetadata(options.metadata())
            .setTags(orNull(options.tags()))
            .setTier(tier())
            .setImmutabilityPolicy(immutability())
            .setLegalHold(options.legalHold() ? Boolean.TRUE : null)
            .setRequestConditions(conditions());
    return blob.commitBlockListWithResponse(request, null, context).getValue();
  }

  /// Azure keeps the MD5 with an object but does not compute it of blocks; other tools check it.
  private BlobHttpHeaders headers(byte[] md5) {
    return new BlobHttpHeaders().setContentType(options.contentType()).setContentMd5(md5);
  }

  private BlobRequestConditions conditions() {
    BlobRequestConditions conditions = new BlobRequestConditions();
    return options.precondition() == PutOptions.Precondition.ABSENT
        ? conditions.setIfNoneMatch("*")
        : conditions;
  }

  private @Nullable AccessTier tier() {
    return options.storageClass().map(AccessTier::fromString).orElse(null);
  }

  private @Nullable BlobImmutabilityPolicy immutability() {
    PutOptions.Retention retention = options.retentionOrNull();
    if (retention == null) {
      return null;
    }
    return new BlobImmutabilityPolicy()
        .setExpiryTime(retention.until().atOffset(ZoneOffset.UTC))
        .setPolicyMode(
            switch (retention.mode()) {
              case GOVERNANCE -> BlobImmutabilityPolicyMode.UNLOCKED;
              case COMPLIANCE -> BlobImmutabilityPolicyMode.LOCKED;
            });
  }

  private static @Nullable Map<String, String> orNull(Map<String, String> map) {
    return map.isEmpty() ? null : map;
  }
}

package dev.createdump.s3;

import dev.createdump.spi.PutOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/// What was asked for an object, in S3's words: null where nothing was.
final class Terms {
  private final PutOptions options;

  Terms(PutOptions options) {
    this.options = options;
  }

  @Nullable String ifNoneMatch() {
    return options.precondition() == PutOptions.Precondition.ABSENT ? "*" : null;
  }

  @Nullable Tagging tags() {
    if (options.tags().isEmpty()) {
      return null;
    }
    List<Tag> tags =
        options.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return Tagging.builder().tagSet(tags).build();
  }

  @Nullable Map<String, String> metadata() {
    return options.metadata().isEmpty() ? null : options.metadata();
  }

  @Nullable ServerSideEncryption encryption() {
    // No switch over patterns, which makes classes at run time, in every upload.
    if (options.encryptionOrNull() == null) {
      return null;
    }
    return kmsKey() == null ? ServerSideEncryption.AES256 : ServerSideEncryption.AWS_KMS;
  }

  @Nullable String kmsKey() {
    return options.encryptionOrNull() instanceof PutOptions.Encryption.Kms kms ? kms.key() : null;
  }

  @Nullable ObjectLockMode lockMode() {
    PutOptions.Retention retention = options.retentionOrNull();
    return retention == null ? null : ObjectLockMode.fromValue(retention.mode().name());
  }

  java.time.@Nullable Instant lockUntil() {
    PutOptions.Retention retention = options.retentionOrNull();
    return retention == null ? null : retention.until();
  }

  @Nullable ObjectLockLegalHoldStatus hold() {
    return options.legalHold() ? ObjectLockLegalHoldStatus.ON : null;
  }
}

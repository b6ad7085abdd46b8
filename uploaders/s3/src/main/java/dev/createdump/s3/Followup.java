package dev.createdump.s3;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/// Services that speak S3's protocol may take a header and ignore it, such as Ceph before 19 the
/// condition of a write where versions are kept, and lock and tags of an object in parts. So what
/// was asked for is looked for afterwards, made good where it can be, and refused where not. AWS
/// refuses what it does not do, and is not asked.
final class Followup {
  private final S3Bucket bucket;
  private final ObjectKey key;
  private final PutOptions options;
  private final Terms terms;
  private final String subject;

  Followup(S3Bucket bucket, ObjectKey key, PutOptions options) {
    this.bucket = bucket;
    this.key = key;
    this.options = options;
    this.terms = new Terms(options);
    this.subject = bucket.place().subject(key);
  }

  private boolean creates() {
    return options.precondition() == PutOptions.Precondition.ABSENT;
  }

  /// Before anything is written.
  void requireLock() throws StoreException {
    if (options.retentionOrNull() != null || options.legalHold()) {
      bucket.versions().requireLock(new S3Check(bucket));
    }
  }

  /// Before a write in one request: where versions are kept, the condition may count for nothing.
  void beforePut() throws StoreException {
    if (creates() && bucket.versions().areKept(subject) && isListed()) {
      throw exists();
    }
  }

  /// Before the parts of an object become one.
  void beforeCompletion() throws StoreException {
    if (creates() && !bucket.settings().isAws()) {
      requireAbsent();
    }
  }

  /// @throws StoreException `ALREADY_EXISTS`
  void requireAbsent() throws StoreException {
    if (bucket.stat(key).isPresent()) {
      throw exists();
    }
  }

  private StoreException exists() {
    return new StoreException(Code.ALREADY_EXISTS, subject, "an object has this key");
  }

  /// Unlike the head of an object, a listing that is refused says why.
  private boolean isListed() throws StoreException {
    String whole = bucket.place().key(key);
    return bucket.call(
        subject,
        () ->
            bucket
                .client()
                .listObjectsV2(
                    list ->
                        list.bucket(bucket.place().bucket())
                            .prefix(whole)
                            .maxKeys(1)
                            .requestPayer(bucket.payer()))
                .contents()
                .stream()
                .anyMatch(object -> whole.equals(object.key())));
  }

  /// After a write.
  ///
  /// @param version the version that was written, null where none are kept
  /// @throws StoreException `UNSUPPORTED` where the service did less than it was asked for
  void afterPut(@Nullable String version) throws StoreException {
    if (bucket.settings().isAws()) {
      return;
    }
    if (options.retentionOrNull() != null
        || options.legalHold()
        || options.encryptionOrNull() != null) {
      HeadObjectResponse head = bucket.head(key, version);
      requireEncrypted(head);
      lock(head, version);
    }
    if (!options.tags().isEmpty()) {
      tag(version);
    }
    if (creates() && version != null) {
      requireOnly(version);
    }
  }

  private void requireEncrypted(HeadObjectResponse head) throws StoreException {
    if (options.encryptionOrNull() != null && head.serverSideEncryption() != terms.encryption()) {
      throw new StoreException(
          Code.UNSUPPORTED,
          subject,
          "the service stored this object and did not encrypt it as asked; remove it");
    }
  }

  private void lock(HeadObjectResponse head, @Nullable String version) throws StoreException {
    PutOptions.Retention retention = options.retentionOrNull();
    if (retention != null
        && !(head.objectLockMode() == terms.lockMode()
            && retention.until().equals(head.objectLockRetainUntilDate()))) {
      ObjectLockRetention asked =
          ObjectLockRetention.builder()
              .mode(Objects.requireNonNull(terms.lockMode()).toString())
              .retainUntilDate(retention.until())
              .build();
      bucket.call(
          subject,
          () ->
              bucket
                  .client()
                  .putObjectRetention(
                      put ->
                          put.bucket(bucket.place().bucket())
                              .key(bucket.place().key(key))
                              .versionId(version)
                              .retention(asked)
                              .requestPayer(bucket.payer())));
    }
    if (options.legalHold() && head.objectLockLegalHoldStatus() != ObjectLockLegalHoldStatus.ON) {
      bucket.call(
          subject,
          () ->
              bucket
                  .client()
                  .putObjectLegalHold(
                      put ->
                          put.bucket(bucket.place().bucket())
                              .key(bucket.place().key(key))
                              .versionId(version)
                              .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON))
                              .requestPayer(bucket.payer())));
    }
  }

  private void tag(@Nullable String version) throws StoreException {
    Tagging asked = Objects.requireNonNull(terms.tags());
    if (!tags(version).containsAll(asked.tagSet())) {
      bucket.call(
          subject,
          () ->
              bucket
                  .client()
                  .putObjectTagging(
                      put ->
                          put.bucket(bucket.place().bucket())
                              .key(bucket.place().key(key))
                              .versionId(version)
                              .tagging(asked)
                              .requestPayer(bucket.payer())));
    }
  }

  /// None for those who may not look: what they may set is set again.
  private List<Tag> tags(@Nullable String version) throws StoreException {
    try {
      return bucket.call(
          subject,
          () ->
              bucket
                  .client()
                  .getObjectTagging(
                      get ->
                          get.bucket(bucket.place().bucket())
                              .key(bucket.place().key(key))
                              .versionId(version)
                              .requestPayer(bucket.payer()))
                  .tagSet());
    } catch (StoreException e) {
      if (e.code() == Code.DENIED) {
        return List.of();
      }
      throw e;
    }
  }

  /// Two writers may have found nothing at the same moment. Nothing is lost, as both versions are
  /// kept; but only one is seen. Who may not list versions does not learn of it.
  private void requireOnly(String version) throws StoreException {
    ListObjectVersionsResponse all;
    try {
      all =
          bucket.call(
              subject,
              () ->
                  bucket
                      .client()
                      .listObjectVersions(
                          list ->
                              list.bucket(bucket.place().bucket())
                                  .prefix(bucket.place().key(key))
                                  .requestPayer(bucket.payer())));
    } catch (StoreException e) {
      if (e.code() == Code.DENIED || e.code() == Code.UNSUPPORTED) {
        return;
      }
      throw e;
    }
    String whole = bucket.place().key(key);
    List<ObjectVersion> ours =
        all.versions().stream().filter(each -> whole.equals(each.key())).toList();
    boolean deletedOnce =
        all.deleteMarkers().stream().map(DeleteMarkerEntry::key).anyMatch(whole::equals);
    String etag =
        ours.stream()
            .filter(each -> version.equals(each.versionId()))
            .map(ObjectVersion::eTag)
            .findFirst()
            .orElse("");
    if (!deletedOnce && !ours.stream().allMatch(each -> etag.equals(each.eTag()))) {
      throw new StoreException(
          Code.UNSUPPORTED,
          subject,
          "another content was stored under this key at the same moment, as the service does not"
              + " hold to If-None-Match where versions are kept; both are there, as versions");
    }
  }
}

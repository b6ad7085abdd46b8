package dev.createdump.s3;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tagging;

/// Stores an object in parts, some at once, in a bounded number of buffers, under one deadline. The
/// content is read once, by the thread that stores; its last part leaves when all of it is
/// verified, and the object appears when the last request is done. Whatever fails, the parts are
/// removed.
final class MultipartPut {
  /// The most parts that S3 takes.
  private static final int MAX_PARTS = 10_000;

  /// The most memory of all buffers; the launcher gives Java 96 MiB.
  private static final int MAX_BUFFERS = 48 << 20;

  private final S3Bucket bucket;
  private final ObjectKey key;
  private final Payload payload;
  private final PutOptions options;
  private final Terms terms;
  private final String subject;
  private final Checksum checksum;
  private final Followup followup;
  private final long started = System.nanoTime();

  MultipartPut(S3Bucket bucket, ObjectKey key, Payload payload, PutOptions options) {
    this.bucket = bucket;
    this.key = key;
    this.payload = payload;
    this.options = options;
    this.terms = new Terms(options);
    this.subject = bucket.place().subject(key);
    this.checksum = bucket.settings().checksum();
    this.followup = new Followup(bucket, key, options);
  }

  Receipt run() throws StoreException {
    int partSize = partSize();
    followup.requireLock();
    if (options.precondition() == PutOptions.Precondition.ABSENT) {
      followup.requireAbsent();
    }
    String upload = create();
    boolean complete = false;
    try {
      Receipt receipt = send(upload, partSize);
      complete = true;
      return receipt;
    } finally {
      if (!complete) {
        new Abort(bucket, key, upload).run();
      }
    }
  }

  /// Large enough for so many parts as there may be.
  private int partSize() throws StoreException {
    long least = (payload.length() + MAX_PARTS - 1) / MAX_PARTS;
    long size = Math.max(bucket.settings().partSize(), least);
    if (size > MAX_BUFFERS / 2) {
      throw new StoreException(
          Code.INVALID, subject, "an object of " + payload.length() + " bytes is too large");
    }
    return (int) size;
  }

  private String create() throws StoreException {
    ChecksumAlgorithm algorithm = checksum.ofParts();
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .overrideConfiguration(remaining())
            .bucket(bucket.place().bucket())
            .key(bucket.place().key(key))
            .contentType(options.contentType())
            .metadata(terms.metadata())
            .serverSideEncryption(terms.encryption())
            .ssekmsKeyId(terms.kmsKey())
            .sseCustomerAlgorithm(bucket.customerAlgorithm())
            .sseCustomerKey(bucket.settings().customerKeyOrNull())
            .sseCustomerKeyMD5(bucket.customerDigest())
            .storageClass(options.storageClassOrNull())
            .objectLockMode(terms.lockMode())
            .objectLockRetainUntilDate(terms.lockUntil())
            .objectLockLegalHoldStatus(terms.hold())
            .requestPayer(bucket.payer());
    Tagging tags = terms.tags();
    if (tags != null) {
      request.tagging(tags);
    }
    if (algorithm != null) {
      request
          .checksumAlgorithm(algorithm)
          .checksumType(
              checksum == Checksum.CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE);
    }
    return bucket
        .call(subject, () -> bucket.client().createMultipartUpload(request.build()))
        .uploadId();
  }

  private Receipt send(String upload, int partSize) throws StoreException {
    int buffers = Math.clamp(MAX_BUFFERS / partSize, 2, bucket.settings().parallel() + 1);
    try (InputStream in = payload.openVerified();
        Parts parts = new Parts(bucket, key, upload, partSize, buffers, this::remaining)) {
      long left = payload.length();
      while (left > 0) {
        byte[] buffer = parts.buffer();
        int length = in.readNBytes(buffer, 0, (int) Math.min(partSize, left));
        parts.send(buffer, length);
        left -= length;
      }
      List<CompletedPart> sent = parts.all();
      return complete(upload, sent, parts.checksums());
    } catch (IOException e) {
      throw bucket.error(subject, e);
    }
  }

  private Receipt complete(String upload, List<CompletedPart> parts, byte[] checksums)
      throws StoreException {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .overrideConfiguration(remaining())
            .bucket(bucket.place().bucket())
            .key(bucket.place().key(key))
            .uploadId(upload)
            .multipartUpload(all -> all.parts(parts))
            .ifNoneMatch(terms.ifNoneMatch())
            .sseCustomerAlgorithm(bucket.customerAlgorithm())
            .sseCustomerKey(bucket.settings().customerKeyOrNull())
            .sseCustomerKeyMD5(bucket.customerDigest())
            .requestPayer(bucket.payer())
            .build();
    followup.beforeCompletion();
    String ours = Checksum.base64(checksum.composite(checksums)) + "-" + parts.size();
    CompleteMultipartUploadResponse answer = complete(request, parts, ours);
    followup.afterPut(answer.versionId());
    String etag = etag(answer);
    return new Receipt(
        key.under(bucket.place().uri()),
        payload.length(),
        payload.sha256(),
        true,
        answer.versionId(),
        etag,
        proof(answer, etag, parts.size(), ours));
  }

  /// Where an answer was lost, the same request sent again is refused because of itself: the key is
  /// taken, or the upload is gone.
  private CompleteMultipartUploadResponse complete(
      CompleteMultipartUploadRequest request, List<CompletedPart> parts, String ours)
      throws StoreException {
    try {
      return bucket.call(subject, () -> bucket.client().completeMultipartUpload(request));
    } catch (StoreException e) {
      if (e.code() != Code.ALREADY_EXISTS && e.code() != Code.UNAVAILABLE) {
        throw e;
      }
      HeadObjectResponse head = bucket.perhapsOwn(key, e);
      CompleteMultipartUploadResponse there =
          CompleteMultipartUploadResponse.builder()
              .eTag(head.eTag())
              .versionId(head.versionId())
              .checksumCRC32(head.checksumCRC32())
              .checksumSHA256(head.checksumSHA256())
              .checksumCRC64NVME(head.checksumCRC64NVME())
              .build();
      String tag = Checksum.bare(head.eTag());
      boolean isTagged = !tag.isEmpty() && tag.equals(Checksum.tagOf(parts));
      boolean isSummed = !bucket.hasDigestTags(head.ssekmsKeyId()) && ours.equals(composite(there));
      if (!isTagged && !isSummed) {
        throw e;
      }
      return there;
    }
  }

  private @Nullable String composite(CompleteMultipartUploadResponse answer) {
    return switch (checksum) {
      case AUTO -> answer.checksumCRC32();
      case SHA256 -> answer.checksumSHA256();
      case CRC64NVME, WHEN_REQUIRED -> null;
    };
  }

  /// The checksum as the store computed it over the parts' own.
  ///
  /// @throws StoreException `CORRUPT` where it is of something else
  private @Nullable String proof(
      CompleteMultipartUploadResponse answer, @Nullable String etag, int parts, String ours)
      throws StoreException {
    String theirs = composite(answer);
    if (theirs != null && theirs.endsWith("-" + parts) && !theirs.equals(ours)) {
      throw new StoreException(
          Code.CORRUPT, subject, "the store's checksum is " + theirs + ", not " + ours);
    }
    String of = theirs == null ? answer.checksumCRC64NVME() : theirs;
    String name =
        checksum == Checksum.AUTO ? "crc32" : checksum.name().toLowerCase(java.util.Locale.ROOT);
    if (of != null) {
      return name + ":" + of;
    }
    // Each part was verified when it arrived; the tag is what the store made of their digests.
    return etag == null ? null : "etag:" + etag.replace("\"", "");
  }

  /// Ceph's first answer to a completion has none.
  private @Nullable String etag(CompleteMultipartUploadResponse answer) throws StoreException {
    String etag = answer.eTag();
    boolean isTold = etag != null && !etag.isEmpty();
    return isTold ? etag : bucket.head(key, answer.versionId()).eTag();
  }

  /// What is left of the deadline, for one more request.
  private AwsRequestOverrideConfiguration remaining() {
    Duration left = bucket.settings().deadline().minusNanos(System.nanoTime() - started);
    Duration least = Duration.ofMillis(1);
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(left.compareTo(least) < 0 ? least : left)
        .build();
  }
}

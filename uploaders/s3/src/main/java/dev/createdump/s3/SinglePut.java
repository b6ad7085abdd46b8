package dev.createdump.s3;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.Tagging;

/// Stores an object in one request. It is small enough to be in memory, so that it is verified
/// before its first byte leaves, and can be sent again.
final class SinglePut {
  private final S3Bucket bucket;
  private final ObjectKey key;
  private final Payload payload;
  private final PutOptions options;
  private final String subject;

  SinglePut(S3Bucket bucket, ObjectKey key, Payload payload, PutOptions options) {
    this.bucket = bucket;
    this.key = key;
    this.payload = payload;
    this.options = options;
    this.subject = bucket.place().subject(key);
  }

  Receipt run() throws StoreException {
    byte[] content = read();
    RequestBody body =
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(content), content.length, options.contentType());
    PutObjectRequest request = request(content);
    Followup followup = new Followup(bucket, key, options);
    followup.requireLock();
    followup.beforePut();
    PutObjectResponse answer = put(request, body, content);
    followup.afterPut(answer.versionId());
    return new Receipt(
        key.under(bucket.place().uri()),
        payload.length(),
        payload.sha256(),
        true,
        answer.versionId(),
        answer.eTag(),
        proof(content, answer));
  }

  /// Where an answer was lost, the same request sent again is refused because of itself.
  private PutObjectResponse put(PutObjectRequest request, RequestBody body, byte[] content)
      throws StoreException {
    try {
      return bucket.call(subject, () -> bucket.client().putObject(request, body));
    } catch (StoreException e) {
      if (e.code() != Code.ALREADY_EXISTS) {
        throw e;
      }
      HeadObjectResponse head = bucket.perhapsOwn(key, e);
      PutObjectResponse there =
          PutObjectResponse.builder()
              .eTag(head.eTag())
              .versionId(head.versionId())
              .checksumSHA256(head.checksumSHA256())
              .checksumCRC64NVME(head.checksumCRC64NVME())
              .ssekmsKeyId(head.ssekmsKeyId())
              .build();
      if (!isOurs(there, content)) {
        throw e;
      }
      return there;
    }
  }

  /// By the checksum that was sent, where the store tells it, else by the tag. A CRC, which another
  /// content can be made to have, decides only where the tag cannot.
  private boolean isOurs(PutObjectResponse there, byte[] content) {
    boolean isTagged = Checksum.bare(there.eTag()).equals(HexFormat.of().formatHex(md5(content)));
    return switch (bucket.settings().checksum()) {
      case AUTO, SHA256 ->
          there.checksumSHA256() == null ? isTagged : there.checksumSHA256().equals(sha256());
      case CRC64NVME, WHEN_REQUIRED ->
          isTagged
              || (!bucket.hasDigestTags(there.ssekmsKeyId())
                  && Checksum.base64(crc64(content)).equals(there.checksumCRC64NVME()));
    };
  }

  private byte[] read() throws StoreException {
    try (InputStream in = payload.openVerified()) {
      return in.readNBytes(Math.toIntExact(payload.length()));
    } catch (IOException e) {
      throw bucket.error(subject, e);
    }
  }

  private PutObjectRequest request(byte[] content) {
    Terms terms = new Terms(options);
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket.place().bucket())
            .key(bucket.place().key(key))
            .contentType(options.contentType())
            .ifNoneMatch(terms.ifNoneMatch())
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
    // The SDK makes an empty header of null, which asks for a permission, and which Swift refuses.
    Tagging tags = terms.tags();
    if (tags != null) {
      request.tagging(tags);
    }
    switch (bucket.settings().checksum()) {
      case AUTO, SHA256 -> request.checksumSHA256(sha256());
      case CRC64NVME -> request.checksumCRC64NVME(Checksum.base64(crc64(content)));
      case WHEN_REQUIRED -> request.contentMD5(Checksum.base64(md5(content)));
    }
    return request.build();
  }

  private String sha256() {
    return Checksum.base64(HexFormat.of().parseHex(payload.sha256()));
  }

  private static byte[] crc64(byte[] content) {
    return Crc64Nvme.of(content, content.length);
  }

  private static byte[] md5(byte[] content) {
    return Checksum.digest("MD5", content, content.length);
  }

  /// The checksum as the store computed it.
  ///
  /// @throws StoreException `CORRUPT` where it is of something else
  private @Nullable String proof(byte[] content, PutObjectResponse answer) throws StoreException {
    if (answer.checksumSHA256() != null) {
      same(answer.checksumSHA256(), sha256());
      return "sha256:" + payload.sha256();
    }
    if (answer.checksumCRC64NVME() != null) {
      same(answer.checksumCRC64NVME(), Checksum.base64(crc64(content)));
      return "crc64nvme:" + HexFormat.of().formatHex(crc64(content));
    }
    String etag = Checksum.bare(answer.eTag());
    if (!etag.matches("[0-9a-f]{32}") || !bucket.hasDigestTags(answer.ssekmsKeyId())) {
      return null;
    }
    String md5 = HexFormat.of().formatHex(md5(content));
    same(etag, md5);
    return "md5:" + md5;
  }

  private void same(String theirs, String ours) throws StoreException {
    if (!theirs.equals(ours)) {
      throw new StoreException(
          Code.CORRUPT, subject, "the store's checksum is " + theirs + ", not " + ours);
    }
  }
}

package dev.createdump.s3;

import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.support.PageToken;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// An opened bucket: the SDK's client, with every error in the codes of stores. Reads here; what
/// writes is beside it.
///
/// @param place what is opened
/// @param settings how
/// @param clients the SDK's clients
/// @param versions whether it keeps versions
record S3Bucket(S3Place place, S3Settings settings, S3Clients clients, Versions versions)
    implements AutoCloseable {
  private static final String AES256 = "AES256";

  static S3Bucket open(S3Place place, S3Settings settings) throws StoreException {
    String subject = place.uri().toString();
    try {
      S3Clients clients = new S3Clients(settings, subject);
      return new S3Bucket(place, settings, clients, new Versions(clients, settings, place));
    } catch (SdkException e) {
      throw S3Errors.of(subject, e, 0);
    }
  }

  S3Client client() {
    return clients.client;
  }

  /// Calls the SDK.
  <T> T call(String subject, Supplier<T> work) throws StoreException {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw error(subject, e);
    }
  }

  StoreException error(String subject, Throwable e) {
    return S3Errors.of(subject, e, clients.attempts.lastStatus());
  }

  @Nullable RequestPayer payer() {
    return settings.requesterPays() ? RequestPayer.REQUESTER : null;
  }

  @Nullable String customerAlgorithm() {
    return settings.customerKeyOrNull() == null ? null : AES256;
  }

  /// What S3 wants to see of the customer's key besides the key, to notice a damaged one.
  @Nullable String customerDigest() {
    String key = settings.customerKeyOrNull();
    if (key == null) {
      return null;
    }
    byte[] bytes = java.util.Base64.getDecoder().decode(key);
    return Checksum.base64(Checksum.digest("MD5", bytes, bytes.length));
  }

  InputStream open(ObjectKey key) throws StoreException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key(key))
            .requestPayer(payer())
            .sseCustomerAlgorithm(customerAlgorithm())
            .sseCustomerKey(settings.customerKeyOrNull())
            .sseCustomerKeyMD5(customerDigest())
            .build();
    String subject = place.subject(key);
    ResponseInputStream<GetObjectResponse> content =
        call(subject, () -> client().getObject(request));
    return new ObjectStream(this, subject, content);
  }

  Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    try {
      return Optional.of(stat(key, head(key, null)));
    } catch (StoreException e) {
      if (e.code() == Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// @param version null for the one that is seen
  HeadObjectResponse head(ObjectKey key, @Nullable String version) throws StoreException {
    return head(key, version, null);
  }

  private HeadObjectResponse head(
      ObjectKey key, @Nullable String version, @Nullable ChecksumMode checksums)
      throws StoreException {
    HeadObjectRequest request =
        HeadObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key(key))
            .versionId(version)
            .checksumMode(checksums)
            .requestPayer(payer())
            .sseCustomerAlgorithm(customerAlgorithm())
            .sseCustomerKey(settings.customerKeyOrNull())
            .sseCustomerKeyMD5(customerDigest())
            .build();
    return call(place.subject(key), () -> client().headObject(request));
  }

  /// What is there, with its checksums, where this thread's write was refused after an answer may
  /// have been lost: it may be that write's own work.
  ///
  /// @throws StoreException the refusal where the write was sent once, or nobody may look: to see
  ///     the checksums of what a key service encrypted takes the right to decrypt
  HeadObjectResponse perhapsOwn(ObjectKey key, StoreException refusal) throws StoreException {
    if (!clients.attempts.isRepeated()) {
      throw refusal;
    }
    try {
      return head(key, null, ChecksumMode.ENABLED);
    } catch (StoreException e) {
      throw e.code() == Code.NOT_FOUND || e.code() == Code.DENIED ? refusal : e;
    }
  }

  /// Whether tags are made of MD5: of what is encrypted with other keys than the store's they are
  /// not.
  ///
  /// @param kmsKey the key of a key service that encrypts the object
  boolean hasDigestTags(@Nullable String kmsKey) {
    return kmsKey == null && settings.customerKeyOrNull() == null;
  }

  private ObjectStat stat(ObjectKey key, HeadObjectResponse head) throws StoreException {
    Long length = head.contentLength();
    if (length == null) {
      throw new StoreException(
          Code.UNAVAILABLE, place.subject(key), "the store's answer broke off: it has no length");
    }
    return new ObjectStat(key, length, head.metadata(), head.eTag(), head.versionId());
  }

  ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    String subject = place.uri().toString();
    // The last key that was seen outlives a change of keys, as S3's own token may not.
    String after = tokenOrNull == null ? null : PageToken.read(prefix, tokenOrNull, subject);
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(place.bucket())
            .prefix(place.prefix() + prefix)
            .startAfter(after)
            .maxKeys(max)
            .requestPayer(payer())
            .build();
    ListObjectsV2Response page = call(subject, () -> client().listObjectsV2(request));
    List<ObjectStat> objects = new ArrayList<>();
    String last = after;
    for (S3Object object : page.contents()) {
      last = object.key();
      ObjectKey key = place.relative(object.key());
      if (key != null) {
        objects.add(new ObjectStat(key, object.size(), Map.of(), object.eTag(), null));
      }
    }
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    return new ListPage(objects, more && last != null ? PageToken.of(prefix, last) : null);
  }

  URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    return call(
        place.subject(key),
        () -> {
          try (S3Presigner presigner = clients.presigner()) {
            return URI.create(
                presigner
                    .presignGetObject(
                        presign ->
                            presign
                                .signatureDuration(validity)
                                .getObjectRequest(
                                    get -> get.bucket(place.bucket()).key(place.key(key))))
                    .url()
                    .toString());
          }
        });
  }

  @Override
  public void close() {
    clients.close();
  }
}

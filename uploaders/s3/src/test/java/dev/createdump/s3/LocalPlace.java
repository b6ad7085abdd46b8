package dev.createdump.s3;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.store.StoreEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.Tag;

/// A prefix of its own in the bucket of a server that tests share.
///
/// @param lacks what this server cannot do
record LocalPlace(
    S3Server server, URI uri, Map<StoreSetting, String> settings, Set<Capability> lacks)
    implements StoreEnvironment {
  /// S3Proxy keeps no tags, locks nothing, and has no key service.
  static final Set<Capability> NOT_IN_S3PROXY =
      EnumSet.of(Capability.TAGS, Capability.OBJECT_LOCK, Capability.SSE_KMS);

  private static final AtomicInteger COUNT = new AtomicInteger();

  static LocalPlace fresh(LocalS3 server, Map<StoreSetting, String> settings) {
    URI uri = URI.create("s3://" + LocalS3.BUCKET + "/place-" + COUNT.incrementAndGet());
    return new LocalPlace(server, uri, settings, NOT_IN_S3PROXY);
  }

  /// A whole bucket, as long keys leave no room for a prefix.
  static LocalPlace in(
      String bucket, S3Server server, Map<StoreSetting, String> settings, Set<Capability> lacks) {
    return new LocalPlace(server, URI.create("s3://" + bucket), settings, lacks);
  }

  @Override
  public Store open() throws Exception {
    S3Place place = S3Place.of(uri);
    EnumSet<Capability> can = EnumSet.allOf(Capability.class);
    can.removeAll(lacks);
    return new S3Store(
        place, S3Settings.of(server.context(settings, Duration.ofSeconds(20)), place), can);
  }

  @Override
  @SuppressWarnings("NullAway") // does not see that the types within PutOptions may be null here
  public Optional<Kept> inspect(ObjectKey key) throws Exception {
    S3Place place = S3Place.of(uri);
    String bucket = place.bucket();
    String whole = place.key(key);
    try (S3Client client = server.client()) {
      HeadObjectResponse head = client.headObject(ask -> ask.bucket(bucket).key(whole));
      Map<String, String> tags = new HashMap<>();
      if (!lacks.contains(Capability.TAGS)) {
        for (Tag tag : client.getObjectTagging(ask -> ask.bucket(bucket).key(whole)).tagSet()) {
          tags.put(tag.key(), tag.value());
        }
      }
      return Optional.of(
          new Kept(
              head.contentType(),
              tags,
              retention(head),
              head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON,
              encryption(head),
              head.storageClass() == null ? "STANDARD" : head.storageClassAsString()));
    }
  }

  private static PutOptions.@Nullable Retention retention(HeadObjectResponse head) {
    return head.objectLockMode() == null
        ? null
        : new PutOptions.Retention(
            PutOptions.RetentionMode.valueOf(head.objectLockModeAsString()),
            head.objectLockRetainUntilDate());
  }

  private static PutOptions.@Nullable Encryption encryption(HeadObjectResponse head) {
    return switch (head.serverSideEncryption()) {
      case AES256 -> new PutOptions.Encryption.Managed();
      case AWS_KMS -> new PutOptions.Encryption.Kms(head.ssekmsKeyId());
      case null, default -> null;
    };
  }

  @Override
  public Set<String> secrets() {
    return Set.of(server.secret());
  }
}

package dev.createdump.s3;

import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreFact;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;

/// Asks a bucket what it is set up for. Nothing is written.
final class S3Check {
  private static final Duration SOON = Duration.ofSeconds(3);

  private final S3Bucket bucket;
  private final String subject;

  S3Check(S3Bucket bucket) {
    this.bucket = bucket;
    this.subject = bucket.place().uri().toString();
  }

  void check(PutOptions options) throws StoreException {
    reach();
    if (options.retentionOrNull() != null || options.legalHold()) {
      lock();
    }
  }

  /// One key is listed, and not the bucket's head asked for: that would answer without a reason.
  private void reach() throws StoreException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(bucket.place().bucket())
            .prefix(bucket.place().prefix())
            .maxKeys(1)
            .requestPayer(bucket.payer())
            .build();
    bucket.call(subject, () -> bucket.client().listObjectsV2(request));
  }

  /// Who may not look does not know; the bucket then refuses what it cannot do.
  ///
  /// @throws StoreException `UNSUPPORTED` where the bucket locks nothing
  void lock() throws StoreException {
    try {
      if (isLocking(configuration())) {
        return;
      }
    } catch (StoreException e) {
      if (e.code() == Code.DENIED) {
        return;
      }
      boolean none = e.code() == Code.UNSUPPORTED || e.code() == Code.NOT_FOUND || isNoLock(e);
      if (!none) {
        throw e;
      }
    }
    throw new StoreException(
        Code.UNSUPPORTED,
        subject,
        "retention or legal hold is asked for, and this bucket has no object lock; its owner can"
            + " enable it");
  }

  private static boolean isNoLock(StoreException e) {
    return String.valueOf(e.getMessage()).contains("ObjectLockConfigurationNotFound");
  }

  private ObjectLockConfiguration configuration() throws StoreException {
    return bucket
        .call(
            subject,
            () ->
                bucket
                    .client()
                    .getObjectLockConfiguration(lock -> lock.bucket(bucket.place().bucket())))
        .objectLockConfiguration();
  }

  private static boolean isLocking(ObjectLockConfiguration lock) {
    return lock != null && lock.objectLockEnabled() == ObjectLockEnabled.ENABLED;
  }

  List<StoreFact> facts() throws StoreException {
    reach();
    List<StoreFact> facts = new ArrayList<>();
    S3Settings settings = bucket.settings();
    URI endpoint = settings.endpointOrNull();
    facts.add(new StoreFact("endpoint", endpoint == null ? "AWS" : endpoint.toString()));
    String region = settings.regionOrNull();
    facts.add(new StoreFact("region", region == null ? "not set; the bucket is asked" : region));
    facts.add(new StoreFact("addressing", settings.pathStyle() ? "path" : "host"));
    facts.add(new StoreFact("credentials", bucket.clients().credentials.source()));
    facts.add(new StoreFact("versioning", asked(this::versioning)));
    facts.add(new StoreFact("object lock", asked(this::lockText)));
    facts.add(new StoreFact("default encryption", asked(this::encryption)));
    return facts;
  }

  /// What is found out, or why not.
  private String asked(Supplier<String> question) {
    try {
      return bucket.call(subject, question);
    } catch (StoreException e) {
      return switch (e.code()) {
        case DENIED -> "not known: these credentials may not look";
        case UNSUPPORTED -> "not known: this store does not tell";
        default -> "not known: " + cause(e);
      };
    }
  }

  private static String cause(StoreException e) {
    return e.getCause() instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : e.code().name().toLowerCase(Locale.ROOT);
  }

  /// People wait for this; a store that does not answer it soon does not know.
  private static AwsRequestOverrideConfiguration soon() {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(SOON).build();
  }

  private String versioning() {
    String status =
        bucket
            .client()
            .getBucketVersioning(
                ask -> ask.overrideConfiguration(soon()).bucket(bucket.place().bucket()))
            .statusAsString();
    return status == null ? "off" : status.toLowerCase(Locale.ROOT);
  }

  private String lockText() {
    ObjectLockConfiguration lock =
        bucket
            .client()
            .getObjectLockConfiguration(
                ask -> ask.overrideConfiguration(soon()).bucket(bucket.place().bucket()))
            .objectLockConfiguration();
    if (!isLocking(lock)) {
      return "off";
    }
    DefaultRetention each = lock.rule() == null ? null : lock.rule().defaultRetention();
    return each == null
        ? "enabled, no default retention"
        : "enabled, by default "
            + each.modeAsString().toLowerCase(Locale.ROOT)
            + " for "
            + (each.days() == null ? each.years() + " years" : each.days() + " days");
  }

  private String encryption() {
    return bucket
        .client()
        .getBucketEncryption(
            ask -> ask.overrideConfiguration(soon()).bucket(bucket.place().bucket()))
        .serverSideEncryptionConfiguration()
        .rules()
        .stream()
        .map(rule -> rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
        .findFirst()
        .orElse("none");
  }
}

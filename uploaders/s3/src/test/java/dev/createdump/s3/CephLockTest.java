package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.PutOptions.Retention;
import dev.createdump.spi.PutOptions.RetentionMode;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreFact;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.store.StoreEnvironment.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Lock, hold and tags, in one request and in parts, by a server that enforces them. What its
/// owner's own client may then still do is tried with the SDK's.
@Timeout(60)
class CephLockTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final ObjectKey KEY = new ObjectKey("v1/dump.json");
  private static final Payload EVIDENCE = Payload.of("evidence".getBytes(StandardCharsets.UTF_8));
  private static final Payload FORGED = Payload.of("forged".getBytes(StandardCharsets.UTF_8));

  /// Every object but an empty one is sent in parts.
  private static final Map<StoreSetting, String> IN_PARTS =
      Map.of(StoreSetting.MULTIPART_THRESHOLD, "1", StoreSetting.PART_SIZE, "5242880");

  private String bucket = "";
  private S3Client owner;

  @BeforeEach
  void makeBucket() throws Exception {
    bucket = Ceph.get().bucket(true);
    owner = Ceph.get().client();
  }

  @AfterEach
  void close() {
    if (owner != null) {
      owner.close();
    }
  }

  private LocalPlace place(boolean parts) throws Exception {
    Map<StoreSetting, String> settings = new HashMap<>(Ceph.SETTINGS);
    if (parts) {
      settings.putAll(IN_PARTS);
    }
    return LocalPlace.in(bucket, Ceph.get(), settings, Ceph.LACKS_LOCKING);
  }

  private static Retention tomorrow(RetentionMode mode) {
    return new Retention(
        mode, Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
  }

  private void delete(Receipt receipt, boolean bypass) {
    owner.deleteObject(
        delete ->
            delete
                .bucket(bucket)
                .key(KEY.value())
                .versionId(receipt.versionOrNull())
                .bypassGovernanceRetention(bypass ? true : null));
  }

  private void assertCannotBeDeleted(Receipt receipt, boolean bypass) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> delete(receipt, bypass))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLockedForComplianceCannotBeRemovedByItsOwner(boolean parts) throws Exception {
    Retention retention = tomorrow(RetentionMode.COMPLIANCE);
    try (Store store = place(parts).open()) {
      Receipt receipt = store.put(KEY, EVIDENCE, CREATE.withRetention(retention));
      Kept kept = place(parts).inspect(KEY).orElseThrow();
      assertThat(kept.retentionOrNull()).isEqualTo(retention);
      assertCannotBeDeleted(receipt, false);
      assertCannotBeDeleted(receipt, true);
      assertThatExceptionOfType(S3Exception.class)
          .as("a shorter time")
          .isThrownBy(
              () ->
                  owner.putObjectRetention(
                      put ->
                          put.bucket(bucket)
                              .key(KEY.value())
                              .versionId(receipt.versionOrNull())
                              .retention(
                                  shorter ->
                                      shorter
                                          .mode(ObjectLockRetentionMode.COMPLIANCE)
                                          .retainUntilDate(Instant.now().plusSeconds(60)))));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void governanceYieldsToASpecialPermissionAlone(boolean parts) throws Exception {
    try (Store store = place(parts).open()) {
      Receipt receipt =
          store.put(KEY, EVIDENCE, CREATE.withRetention(tomorrow(RetentionMode.GOVERNANCE)));
      assertCannotBeDeleted(receipt, false);
      delete(receipt, true);
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsHeldStaysUntilTheHoldIsLifted(boolean parts) throws Exception {
    try (Store store = place(parts).open()) {
      Receipt receipt = store.put(KEY, EVIDENCE, CREATE.withLegalHold(true));
      assertThat(place(parts).inspect(KEY).orElseThrow().legalHold()).isTrue();
      assertCannotBeDeleted(receipt, true);
      owner.putObjectLegalHold(
          put ->
              put.bucket(bucket)
                  .key(KEY.value())
                  .versionId(receipt.versionOrNull())
                  .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
      delete(receipt, false);
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsThereIsNotCreatedAgain(boolean parts) throws Exception {
    try (Store store = place(parts).open()) {
      store.put(KEY, EVIDENCE, CREATE.withRetention(tomorrow(RetentionMode.COMPLIANCE)));
      StoreException failure =
          catchThrowableOfType(StoreException.class, () -> store.put(KEY, FORGED, CREATE));
      assertThat(failure.code()).isEqualTo(Code.ALREADY_EXISTS);
      assertThat(store.open(KEY)).hasBinaryContent("evidence".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatReplacesALockedObjectLeavesItAsAVersion() throws Exception {
    try (Store store = place(false).open()) {
      Receipt first =
          store.put(KEY, EVIDENCE, CREATE.withRetention(tomorrow(RetentionMode.COMPLIANCE)));
      store.put(KEY, FORGED, PutOptions.replace("text/plain"));
      assertThat(
              owner
                  .getObjectAsBytes(
                      get -> get.bucket(bucket).key(KEY.value()).versionId(first.versionOrNull()))
                  .asUtf8String())
          .isEqualTo("evidence");
      assertCannotBeDeleted(first, true);
    }
  }

  @Test
  void tagsAndMetadataAreKeptWithParts() throws Exception {
    Map<String, String> tags = Map.of("team", "a/b", "kind", "evidence");
    try (Store store = place(true).open()) {
      Receipt receipt =
          store.put(KEY, EVIDENCE, CREATE.withTags(tags).withMetadata(Map.of("origin", "ci")));
      assertThat(place(true).inspect(KEY).orElseThrow().tags()).isEqualTo(tags);
      assertThat(store.stat(KEY).orElseThrow().metadata()).containsEntry("origin", "ci");
      assertThat(receipt.serverChecksumOrNull()).matches("etag:[0-9a-f]{32}-1");
    }
  }

  @ParameterizedTest
  @EnumSource(RetentionMode.class)
  void aBucketThatCannotLockIsToldOfBeforeAnyWork(RetentionMode mode) throws Exception {
    String plain = Ceph.get().bucket(false);
    LocalPlace place = LocalPlace.in(plain, Ceph.get(), Ceph.SETTINGS, Ceph.LACKS_LOCKING);
    try (Store store = place.open()) {
      store.check(CREATE);
      for (PutOptions options :
          new PutOptions[] {CREATE.withRetention(tomorrow(mode)), CREATE.withLegalHold(true)}) {
        StoreException failure =
            catchThrowableOfType(StoreException.class, () -> store.check(options));
        assertThat(failure.code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(failure)
            .hasMessage(
                "s3://"
                    + plain
                    + ": retention or legal hold is asked for, and this bucket has no object lock;"
                    + " its owner can enable it");
      }
      assertThat(store.list("", null, 10).objects()).isEmpty();
    }
  }

  @Test
  void theCheckPassesWhereTheBucketLocksAndTellsOfIt() throws Exception {
    try (Store store = place(false).open()) {
      store.check(CREATE.withRetention(tomorrow(RetentionMode.COMPLIANCE)).withLegalHold(true));
      assertThat(store.facts())
          .contains(
              new StoreFact("versioning", "enabled"),
              new StoreFact("object lock", "enabled, no default retention"));
    }
  }
}

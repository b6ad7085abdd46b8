package dev.createdump.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.azure.Azurite;
import dev.createdump.testkit.net.NetRequest;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a store may, what its container can, and what goes over the wire.
class AzureAccessTest {
  private static final ObjectKey KEY = new ObjectKey("dir/a");
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");

  private @Nullable AzuriteEnvironment opened;

  @BeforeEach
  void open() throws Exception {
    opened =
        new AzuriteEnvironment()
            .with(StoreSetting.PART_SIZE, "262144")
            .with(StoreSetting.MULTIPART_THRESHOLD, "262144");
  }

  @AfterEach
  void close() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  private AzuriteEnvironment azurite() {
    return java.util.Objects.requireNonNull(opened);
  }

  private static Payload random(int length, int seed) {
    byte[] content = new byte[length];
    new SplittableRandom(seed).nextBytes(content);
    return Payload.of(content);
  }

  private static void refused(Code code, ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void wrongKeyIsDenied() throws Exception {
    String wrong = Base64.getEncoder().encodeToString("another key altogether".getBytes(UTF_8));
    azurite().with("AZURE_STORAGE_KEY", wrong);
    try (Store store = azurite().open()) {
      refused(Code.DENIED, () -> store.put(KEY, random(10, 1), CREATE));
      refused(Code.DENIED, () -> store.check(CREATE));
    }
  }

  @Test
  void missingContainerIsNotFound() throws Exception {
    try (Store store =
        azurite().open(URI.create("az://" + Azurite.ACCOUNT + "/no-such-container"))) {
      refused(Code.NOT_FOUND, () -> store.check(CREATE));
      refused(Code.NOT_FOUND, () -> store.put(KEY, random(10, 1), CREATE));
      refused(Code.NOT_FOUND, () -> store.stat(KEY));
    }
  }

  @Test
  void sharedAccessSignatureIsEnough() throws Exception {
    BlobContainerSasPermission may = BlobContainerSasPermission.parse("rcwl");
    String sas =
        azurite()
            .owner()
            .generateSas(
                new BlobServiceSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), may));
    azurite().with("AZURE_STORAGE_KEY", "").with("AZURE_STORAGE_SAS_TOKEN", sas);
    try (Store store = azurite().open()) {
      store.check(CREATE);
      store.put(KEY, random(10, 1), CREATE);
      store.put(new ObjectKey("large"), random(700_000, 2), CREATE);
      assertThat(store.list("", null, 10).objects()).hasSize(2);
      assertThat(store.capabilities()).doesNotContain(Capability.SIGNED_URL);
      assertThat(store.facts()).extracting(fact -> fact.value()).noneMatch(sas::contains);
    }
  }

  @Test
  void signatureThatIsOverIsDenied() throws Exception {
    String sas =
        azurite()
            .owner()
            .generateSas(
                new BlobServiceSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).minusHours(1),
                    BlobContainerSasPermission.parse("rcwl")));
    azurite().with("AZURE_STORAGE_KEY", "").with("AZURE_STORAGE_SAS_TOKEN", sas);
    try (Store store = azurite().open()) {
      refused(Code.DENIED, () -> store.put(KEY, random(10, 1), CREATE));
    }
  }

  @Test
  void containerWithoutImmutabilityIsRefusedBeforeAnyWork() throws Exception {
    PutOptions kept =
        CREATE.withRetention(
            new PutOptions.Retention(
                PutOptions.RetentionMode.COMPLIANCE, Instant.now().plus(1, ChronoUnit.DAYS)));
    try (Store store = azurite().open()) {
      refused(Code.UNSUPPORTED, () -> store.check(kept));
      refused(Code.UNSUPPORTED, () -> store.check(CREATE.withLegalHold(true)));
    }
  }

  @Test
  void lockAndScopeOfALargeObjectGoWithItsCommit() throws Exception {
    Instant until = Instant.parse("2031-01-02T03:04:05Z");
    PutOptions kept =
        CREATE
            .withRetention(new PutOptions.Retention(PutOptions.RetentionMode.COMPLIANCE, until))
            .withLegalHold(true)
            .withEncryption(new PutOptions.Encryption.Kms("scope-1"));
    try (Store store = azurite().open()) {
      store.put(KEY, random(700_000, 1), kept);
    }
    NetRequest commit =
        azurite().proxy().seen().stream()
            .filter(request -> request.target().contains("comp=blocklist"))
            .findFirst()
            .orElseThrow();
    assertThat(commit.header("x-ms-immutability-policy-until-date"))
        .isEqualTo("Thu, 02 Jan 2031 03:04:05 GMT");
    assertThat(commit.header("x-ms-immutability-policy-mode")).isEqualToIgnoringCase("locked");
    assertThat(commit.header("x-ms-legal-hold")).isEqualTo("true");
    assertThat(commit.header("x-ms-encryption-scope")).isEqualTo("scope-1");
    assertThat(commit.header("if-none-match")).isEqualTo("*");
  }

  @Test
  void everyBlockCarriesItsDigestAndTheReceiptTheWhole() throws Exception {
    try (Store store = azurite().open()) {
      Receipt large = store.put(KEY, random(700_000, 1), CREATE);
      assertThat(large.serverChecksumOrNull()).matches("md5:[0-9a-f]{32}-3");
      Receipt small = store.put(new ObjectKey("small"), random(10, 1), CREATE);
      assertThat(small.serverChecksumOrNull()).matches("md5:[0-9a-f]{32}");
    }
    assertThat(azurite().proxy().seen())
        .filteredOn(request -> request.target().contains("comp=block&"))
        .hasSize(3)
        .allMatch(request -> request.header("content-md5").length() == 24);
    assertThat(azurite().owner().getBlobClient(KEY.value()).getProperties().getContentMd5())
        .hasSize(16);
  }

  /// Each would commit the other's blocks if they had the same names.
  @Test
  void concurrentLargeUploadsNeverMix() throws Exception {
    for (int round = 0; round < 3; round++) {
      ObjectKey key = new ObjectKey("race/" + round);
      List<Future<Boolean>> racers = new ArrayList<>();
      try (Store store = azurite().open();
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 6; i++) {
          Payload payload = random(700_000, i);
          racers.add(threads.submit(() -> won(store, key, payload)));
        }
        int winner = -1;
        for (int i = 0; i < racers.size(); i++) {
          if (racers.get(i).get()) {
            assertThat(winner).as("winners").isNegative();
            winner = i;
          }
        }
        try (InputStream in = store.open(key)) {
          assertThat(Payload.of(in.readAllBytes()).sha256())
              .isEqualTo(random(700_000, winner).sha256());
        }
      }
    }
  }

  private static boolean won(Store store, ObjectKey key, Payload payload) throws StoreException {
    try {
      return store.put(key, payload, CREATE).created();
    } catch (StoreException e) {
      if (e.code() != Code.ALREADY_EXISTS) {
        throw e;
      }
      return false;
    }
  }

  @Test
  void storeBelowAPrefixSeesItsOwnAlone() throws Exception {
    try (Store all = azurite().open();
        Store below = azurite().open(URI.create(azurite().storeUri() + "/pre/fix"))) {
      below.put(KEY, random(10, 1), CREATE);
      all.put(new ObjectKey("pre/fixed"), random(10, 2), CREATE);
      assertThat(below.list("", null, 10).objects())
          .singleElement()
          .satisfies(stat -> assertThat(stat.key()).isEqualTo(KEY));
      assertThat(all.stat(new ObjectKey("pre/fix/dir/a"))).isPresent();
    }
  }
}

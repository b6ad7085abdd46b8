package dev.createdump.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.gcs.GcsObject;
import dev.createdump.testkit.net.NetFault;
import dev.createdump.testkit.net.NetRequest;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a store may, what its bucket can, and what it says where it may or can not.
class GcsAccessTest {
  private static final ObjectKey KEY = new ObjectKey("dir/a");
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final String BUCKET = FakeGcsEnvironment.BUCKET;

  private FakeGcsEnvironment gcs;

  @BeforeEach
  void open() throws Exception {
    gcs = new FakeGcsEnvironment();
  }

  @AfterEach
  void close() throws Exception {
    gcs.close();
  }

  private static Payload text(String content) {
    return Payload.of(content.getBytes(UTF_8));
  }

  private static StoreException refused(Code code, ThrowingCallable call) {
    StoreException[] thrown = new StoreException[1];
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              thrown[0] = e;
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            });
    return thrown[0];
  }

  @Test
  void expiredTokensAreRenewed() throws Exception {
    try (Store store = gcs.open()) {
      store.put(KEY, text("one"), CREATE);
      gcs.fake().forgetTokens();
      // The client renews a token before it expires; one that is revoked, when it reads.
      assertThat(store.stat(KEY)).isPresent();
      store.put(new ObjectKey("b"), text("two"), CREATE);
    }
    assertThat(gcs.fake().names(BUCKET)).containsExactly("b", "dir/a");
  }

  @Test
  void tokenThatIsOverIsDenied() throws Exception {
    gcs.with("GOOGLE_APPLICATION_CREDENTIALS", "").with("GOOGLE_OAUTH_ACCESS_TOKEN", "over");
    try (Store store = gcs.open()) {
      refused(Code.DENIED, () -> store.put(KEY, text("x"), CREATE));
      refused(Code.DENIED, () -> store.check(CREATE));
    }
  }

  @Test
  void missingPermissionsAreNamedBeforeAnyWork() throws Exception {
    gcs.fake().token("reader", Set.of("storage.objects.get"));
    gcs.with("GOOGLE_APPLICATION_CREDENTIALS", "").with("GOOGLE_OAUTH_ACCESS_TOKEN", "reader");
    try (Store store = gcs.open()) {
      assertThat(refused(Code.DENIED, () -> store.check(CREATE)))
          .hasMessageContaining("storage.objects.create");
      refused(Code.DENIED, () -> store.put(KEY, text("x"), CREATE));
      assertThat(store.capabilities()).doesNotContain(Capability.SIGNED_URL);
    }
  }

  @Test
  void wrongClockIsSaid() throws Exception {
    gcs.proxy()
        .fail(
            request ->
                request.target().equals("/token")
                    ? new NetFault.Answer(
                        400,
                        Map.of("Content-Type", "application/json"),
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: Token"
                            + " must be a short-lived token (60 minutes) and in a reasonable"
                            + " timeframe. Check your iat and exp values in the JWT claim.\"}")
                    : null);
    try (Store store = gcs.open()) {
      assertThat(refused(Code.DENIED, () -> store.put(KEY, text("x"), CREATE)))
          .hasMessageContaining("clock");
    }
  }

  @Test
  void missingBucketIsNotFound() throws Exception {
    try (Store store = gcs.open(URI.create("gs://no-such-bucket"))) {
      assertThat(refused(Code.NOT_FOUND, () -> store.check(CREATE)))
          .hasMessageContaining("no such bucket");
      refused(Code.NOT_FOUND, () -> store.put(KEY, text("x"), CREATE));
    }
  }

  @Test
  void retentionIsCheckedAgainstTheBucket() throws Exception {
    gcs.fake().bucket("plain-1", false, false);
    PutOptions kept =
        CREATE.withRetention(
            new PutOptions.Retention(
                PutOptions.RetentionMode.COMPLIANCE, Instant.now().plusSeconds(86_400)));
    try (Store store = gcs.open(URI.create("gs://plain-1"))) {
      refused(Code.UNSUPPORTED, () -> store.check(kept));
      refused(Code.UNSUPPORTED, () -> store.put(KEY, text("x"), kept));
    }
    try (Store store = gcs.open()) {
      store.check(kept);
      store.put(KEY, text("x"), kept);
      refused(Code.DENIED, () -> store.put(KEY, text("y"), PutOptions.replace("text/plain")));
    }
    GcsObject object = gcs.fake().object(BUCKET, KEY.value());
    assertThat(object).isNotNull();
    assertThat(object.retentionMode()).isEqualTo("Locked");
  }

  @Test
  void requesterPaysWithItsProject() throws Exception {
    gcs.fake().bucket("paid-1", false, true);
    try (Store store = gcs.open(URI.create("gs://paid-1"))) {
      assertThat(refused(Code.INVALID, () -> store.put(KEY, text("x"), CREATE)))
          .hasMessageContaining("requester_pays");
    }
    gcs.with(StoreSetting.REQUESTER_PAYS, "true").with("GOOGLE_CLOUD_PROJECT", "payer-1");
    try (Store store = gcs.open(URI.create("gs://paid-1"))) {
      store.check(CREATE);
      store.put(KEY, text("x"), CREATE);
      assertThat(store.stat(KEY)).isPresent();
      assertThat(store.list("", null, 10).objects()).hasSize(1);
      store.open(KEY).close();
      assertThat(store.facts()).isNotEmpty();
    }
    assertThat(gcs.proxy().seen())
        .map(NetRequest::target)
        .anyMatch(target -> target.contains("userProject=payer-1"));
  }

  @Test
  void customersKeyIsNeededForReading() throws Exception {
    gcs.with(StoreSetting.MULTIPART_THRESHOLD, "1000");
    String key =
        Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    gcs.with(StoreSetting.CUSTOMER_KEY, key);
    String large = "x".repeat(5000);
    try (Store store = gcs.open()) {
      store.put(KEY, text(large), CREATE);
      store.put(new ObjectKey("small"), text("small"), CREATE);
      try (InputStream in = store.open(KEY)) {
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(large);
      }
      assertThat(store.capabilities()).doesNotContain(Capability.SSE_KMS, Capability.SIGNED_URL);
    }
    try (FakeGcsEnvironment other = new FakeGcsEnvironment();
        Store store = other.with(StoreSetting.ENDPOINT, gcs.fake().uri().toString()).open()) {
      gcs.fake().token("any", dev.createdump.testkit.gcs.FakeGcs.ALL);
      other.with("GOOGLE_APPLICATION_CREDENTIALS", "").with("GOOGLE_OAUTH_ACCESS_TOKEN", "any");
      try (Store without = other.open()) {
        refused(Code.INVALID, () -> without.open(KEY).close());
      }
      assertThat(store.uri()).isEqualTo(URI.create("gs://" + BUCKET));
    }
  }

  @Test
  void keyOfTheKeyServiceIsNamed() throws Exception {
    gcs.with(StoreSetting.MULTIPART_THRESHOLD, "1000");
    String kms = "projects/p/locations/l/keyRings/r/cryptoKeys/k";
    PutOptions encrypted = CREATE.withEncryption(new PutOptions.Encryption.Kms(kms));
    try (Store store = gcs.open()) {
      store.put(KEY, text("small"), encrypted);
      store.put(new ObjectKey("large"), text("x".repeat(5000)), encrypted);
    }
    for (String name : new String[] {"dir/a", "large"}) {
      GcsObject object = gcs.fake().object(BUCKET, name);
      assertThat(object).isNotNull();
      assertThat(object.kmsKey()).isEqualTo(kms);
    }
  }

  @Test
  void storeBelowAPrefixSeesItsOwnAlone() throws Exception {
    try (Store all = gcs.open();
        Store below = gcs.open(URI.create("gs://" + BUCKET + "/pre/fix"))) {
      below.put(KEY, text("x"), CREATE);
      all.put(new ObjectKey("pre/fixed"), text("y"), CREATE);
      assertThat(below.list("", null, 10).objects())
          .singleElement()
          .satisfies(stat -> assertThat(stat.key()).isEqualTo(KEY));
      assertThat(all.stat(new ObjectKey("pre/fix/dir/a"))).isPresent();
    }
  }

  @Test
  void noFileOfCredentialsIsSaid() {
    gcs.with("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json").with(Duration.ofSeconds(5));
    assertThat(refused(Code.DENIED, () -> gcs.open().close()))
        .hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
  }
}

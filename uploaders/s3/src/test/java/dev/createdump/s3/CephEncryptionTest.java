package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.PutOptions.Encryption;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of a key service and of the customer, in one request and in parts, by a server that
/// encrypts.
@Timeout(60)
class CephEncryptionTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final ObjectKey KEY = new ObjectKey("dump.json");
  private static final byte[] CONTENT = content();

  private String bucket = "";

  /// Two parts.
  private static byte[] content() {
    byte[] content = new byte[(5 << 20) + 7];
    new SplittableRandom(7).nextBytes(content);
    return content;
  }

  @BeforeEach
  void makeBucket() throws Exception {
    bucket = Ceph.get().bucket(false);
  }

  private LocalPlace place(boolean parts, Set<Capability> lacks) throws Exception {
    return LocalPlace.in(bucket, Ceph.get(), settings(parts), lacks);
  }

  private static Map<StoreSetting, String> settings(boolean parts) {
    Map<StoreSetting, String> settings = new HashMap<>(Ceph.SETTINGS);
    settings.put(StoreSetting.MULTIPART_THRESHOLD, parts ? "1" : "100000000");
    settings.put(StoreSetting.PART_SIZE, "5242880");
    return settings;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeyOfTheKeyServiceEncrypts(boolean parts) throws Exception {
    LocalPlace place = place(parts, Ceph.LACKS);
    Encryption kms = new Encryption.Kms(Ceph.get().kmsKey());
    try (Store store = place.open()) {
      store.put(KEY, Payload.of(CONTENT), CREATE.withEncryption(kms));
      assertThat(place.inspect(KEY).orElseThrow().encryptionOrNull()).isEqualTo(kms);
      assertThat(store.open(KEY)).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void anUnknownKeyIsRefusedAndLeavesNothing() throws Exception {
    try (Store store = place(false, Ceph.LACKS).open()) {
      StoreException failure =
          catchThrowableOfType(
              StoreException.class,
              () ->
                  store.put(
                      KEY,
                      Payload.of(CONTENT),
                      CREATE.withEncryption(new Encryption.Kms("no-such-key"))));
      assertThat(failure.code()).as(failure.getMessage()).isIn(Code.INVALID, Code.DENIED);
      assertThat(failure).hasMessageContaining("no-such-key");
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  /// This version has no keys of its own; whether it says so or not, nobody is told of success.
  @Test
  void encryptionThatTheServerLacksIsNoSuccess() throws Exception {
    try (Store store = place(false, Set.of()).open()) {
      StoreException failure =
          catchThrowableOfType(
              StoreException.class,
              () ->
                  store.put(
                      KEY, Payload.of(CONTENT), CREATE.withEncryption(new Encryption.Managed())));
      assertThat(failure.code()).as(failure.getMessage()).isIn(Code.UNSUPPORTED, Code.INVALID);
    }
  }

  /// It tells no checksums, but its tags are digests of the content whoever's key encrypts it.
  @ParameterizedTest
  @ValueSource(strings = {"customer", "kms"})
  void aLostAnswerIsNoFailure(String whose) throws Exception {
    byte[] key = new byte[32];
    new SplittableRandom(4).nextBytes(key);
    AtomicInteger writes = new AtomicInteger();
    try (FaultyProxy proxy = FaultyProxy.start(Ceph.get().endpoint())) {
      proxy.fail(
          request ->
              request.method().equals("PUT") && writes.incrementAndGet() == 1
                  ? new NetFault.LoseAnswer()
                  : null);
      Map<StoreSetting, String> settings = settings(false);
      settings.put(StoreSetting.ENDPOINT, proxy.uri().toString());
      StoreContext context = Ceph.get().context(settings, Duration.ofSeconds(20));
      boolean kms = whose.equals("kms");
      PutOptions options =
          kms ? CREATE.withEncryption(new Encryption.Kms(Ceph.get().kmsKey())) : CREATE;
      try (Store store =
          new S3Provider()
              .open(URI.create("s3://" + bucket), kms ? context : context.withCustomerKey(key))) {
        assertThat(store.put(KEY, Payload.of(CONTENT), options).created()).isTrue();
        assertThat(store.open(KEY)).hasBinaryContent(CONTENT);
      }
    }
    assertThat(writes).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCustomersKeyIsNeededToReadAndNeverTold(boolean parts) throws Exception {
    byte[] key = new byte[32];
    new SplittableRandom(parts ? 1 : 2).nextBytes(key);
    StoreContext context =
        Ceph.get().context(settings(parts), Duration.ofSeconds(20)).withCustomerKey(key);
    try (Store store = new S3Provider().open(URI.create("s3://" + bucket), context)) {
      store.put(KEY, Payload.of(CONTENT), CREATE);
      assertThat(store.open(KEY)).hasBinaryContent(CONTENT);
      assertThat(store.stat(KEY).orElseThrow().length()).isEqualTo(CONTENT.length);
      assertThat(
              catchThrowableOfType(
                      StoreException.class, () -> store.signedUrl(KEY, Duration.ofMinutes(1)))
                  .code())
          .isEqualTo(Code.UNSUPPORTED);
    }
    try (Store without = place(parts, Ceph.LACKS).open()) {
      StoreException failure =
          catchThrowableOfType(StoreException.class, () -> without.open(KEY).close());
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.INVALID);
    }
    new SplittableRandom(3).nextBytes(key);
    StoreContext other =
        Ceph.get().context(settings(parts), Duration.ofSeconds(20)).withCustomerKey(key);
    try (Store wrong = new S3Provider().open(URI.create("s3://" + bucket), other)) {
      StoreException failure =
          catchThrowableOfType(StoreException.class, () -> wrong.open(KEY).close());
      assertThat(failure.code()).as(failure.getMessage()).isIn(Code.INVALID, Code.DENIED);
      for (Throwable t = failure; t != null; t = t.getCause()) {
        assertThat(t.toString()).doesNotContain(Base64.getEncoder().encodeToString(key));
      }
    }
  }
}

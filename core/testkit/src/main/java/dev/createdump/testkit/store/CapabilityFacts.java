package dev.createdump.testkit.store;

import static dev.createdump.testkit.store.StoreFixture.key;
import static dev.createdump.testkit.store.StoreFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreFact;
import dev.createdump.testkit.store.StoreEnvironment.Kept;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Facts about capabilities: what is declared works, what is not declared is refused.
interface CapabilityFacts extends StoreFixture {
  Map<String, String> TAGS = Map.of("team", "a/b", "kind", "evidence");

  /// Far enough for any clock, near enough for a place that a test throws away.
  private static PutOptions.Retention retention() {
    return new PutOptions.Retention(
        PutOptions.RetentionMode.GOVERNANCE,
        Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
  }

  /// Stores with the options and returns what the place keeps, where the capability is declared;
  /// checks the refusal and returns nothing where it is not.
  private Optional<Kept> putOrRefuse(Capability capability, PutOptions options) throws Exception {
    ObjectKey key = key("dir/a");
    if (!can(capability)) {
      assertFails(StoreException.Code.UNSUPPORTED, key, () -> store().put(key, text("x"), options));
      assertInvisible(key);
      put("dir/a", "first");
      assertFails(StoreException.Code.UNSUPPORTED, key, () -> store().put(key, text("x"), options));
      assertThat(read("dir/a")).isEqualTo("first");
      return Optional.empty();
    }
    store().put(key, text("x"), options);
    Optional<Kept> kept = place().inspect(key);
    Assumptions.assumeTrue(kept.isPresent(), "this environment cannot look behind the store");
    return kept;
  }

  @Test
  default void createOnlyWorksOrIsRefused() throws Exception {
    putOrRefuse(Capability.PUT_IF_ABSENT, CREATE);
  }

  @Test
  default void metadataIsKeptOrRefused() throws Exception {
    putOrRefuse(Capability.METADATA, REPLACE.withMetadata(Map.of("sha256", "00")));
  }

  @Test
  default void tagsAreKeptOrRefused() throws Exception {
    putOrRefuse(Capability.TAGS, REPLACE.withTags(TAGS))
        .ifPresent(kept -> assertThat(kept.tags()).isEqualTo(TAGS));
  }

  @Test
  default void retentionIsKeptOrRefused() throws Exception {
    PutOptions.Retention retention = retention();
    putOrRefuse(Capability.OBJECT_LOCK, REPLACE.withRetention(retention))
        .ifPresent(kept -> assertThat(kept.retentionOrNull()).isEqualTo(retention));
  }

  @Test
  default void legalHoldIsKeptOrRefused() throws Exception {
    putOrRefuse(Capability.OBJECT_LOCK, REPLACE.withLegalHold(true))
        .ifPresent(kept -> assertThat(kept.legalHold()).isTrue());
  }

  @Test
  default void managedEncryptionIsDoneOrRefused() throws Exception {
    PutOptions.Encryption managed = new PutOptions.Encryption.Managed();
    putOrRefuse(Capability.SSE_MANAGED, REPLACE.withEncryption(managed))
        .ifPresent(kept -> assertThat(kept.encryptionOrNull()).isEqualTo(managed));
  }

  @Test
  default void encryptionKeyIsRefusedWhereUndeclared() throws Exception {
    Assumptions.assumeFalse(
        can(Capability.SSE_KMS), "a declared key needs a key service; the store's own test has it");
    putOrRefuse(Capability.SSE_KMS, REPLACE.withEncryption(new PutOptions.Encryption.Kms("key-1")));
  }

  @Test
  default void storageClassIsKeptOrRefused() throws Exception {
    String wanted = place().storageClass();
    putOrRefuse(Capability.STORAGE_CLASS, REPLACE.withStorageClass(wanted))
        .ifPresent(kept -> assertThat(kept.storageClassOrNull()).isEqualTo(wanted));
  }

  @Test
  default void whatIsAskedForIsCheckedBefore() throws Exception {
    store().check(REPLACE);
    PutOptions tagged = REPLACE.withTags(TAGS);
    if (can(Capability.TAGS)) {
      store().check(tagged);
    } else {
      assertFails(StoreException.Code.UNSUPPORTED, () -> store().check(tagged));
    }
  }

  @Test
  default void factsTellNoSecret() throws Exception {
    for (StoreFact fact : store().facts()) {
      assertThat(fact.name()).isNotBlank();
      assertThat(fact.value()).isNotBlank();
      assertThat(place().secrets()).noneMatch(fact.value()::contains);
    }
  }

  @Test
  default void contentTypeIsKept() throws Exception {
    store().put(key("a"), text("x"), PutOptions.replace("application/json"));
    Optional<Kept> kept = place().inspect(key("a"));
    Assumptions.assumeTrue(kept.isPresent(), "this environment cannot look behind the store");
    assertThat(kept.orElseThrow().contentType()).isEqualTo("application/json");
  }

  @Test
  default void signedUrlReadsOrIsRefused() throws Exception {
    put("dir/a b", "signed");
    if (can(Capability.SIGNED_URL)) {
      URI url = store().signedUrl(key("dir/a b"), Duration.ofMinutes(5));
      assertThat(new String(place().fetch(url), UTF_8)).isEqualTo("signed");
      for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofDays(7).plusSeconds(1)}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> store().signedUrl(key("dir/a b"), bad));
      }
    } else {
      assertFails(
          StoreException.Code.UNSUPPORTED,
          key("dir/a b"),
          () -> store().signedUrl(key("dir/a b"), Duration.ofMinutes(5)));
    }
  }

  @Test
  default void capabilitiesNeverChange() throws Exception {
    var before = store().capabilities();
    put("a", "x");
    assertThat(store().capabilities()).isEqualTo(before);
  }
}

package dev.createdump.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PutOptionsTest {
  private static final PutOptions PLAIN = PutOptions.replace("text/plain");

  @Test
  void saysWhatItNeeds() {
    assertThat(PLAIN.needed()).isEmpty();
    PutOptions all =
        new PutOptions(
            PutOptions.Precondition.ABSENT,
            "text/plain",
            Map.of("a", "b"),
            Map.of("c", "d"),
            new PutOptions.Retention(PutOptions.RetentionMode.COMPLIANCE, Instant.MAX),
            true,
            new PutOptions.Encryption.Kms("key"),
            "COLD");
    assertThat(all.needed())
        .containsExactlyInAnyOrder(
            Capability.PUT_IF_ABSENT,
            Capability.METADATA,
            Capability.TAGS,
            Capability.OBJECT_LOCK,
            Capability.SSE_KMS,
            Capability.STORAGE_CLASS);
    assertThat(PLAIN.withEncryption(new PutOptions.Encryption.Managed()).needed())
        .containsExactly(Capability.SSE_MANAGED);
  }

  @Test
  void refusesAStoreThatCannot() throws StoreException {
    PLAIN.require(Set.of(), "key");
    PLAIN.withTags(Map.of("a", "b")).require(EnumSet.of(Capability.TAGS), "key");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> PLAIN.withTags(Map.of("a", "b")).require(Set.of(), "key"))
        .withMessage("key: the store cannot do [TAGS]")
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.UNSUPPORTED);
  }

  @Test
  void refusesMetadataThatSomeStoreChanges() {
    for (String name : new String[] {"", "A", "a-b", "a_b", "1a", "ü"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PLAIN.withMetadata(Map.of(name, "v")))
          .withMessageContaining("metadata");
    }
    for (String value : new String[] {" v", "v ", "a\nb", "ü", "\u0000"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withMetadata(Map.of("a", value)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withMetadata(Map.of("a", "v".repeat(2049))));
    assertThat(PLAIN.withMetadata(Map.of("a", "x y", "b", "", "c", "z")).metadata())
        .containsExactly(Map.entry("a", "x y"), Map.entry("b", ""), Map.entry("c", "z"));
  }

  @Test
  void refusesTagsThatSomeStoreRefuses() {
    Map<String, String> eleven =
        IntStream.range(0, 11).boxed().collect(Collectors.toMap(i -> "t" + i, i -> "v"));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withTags(eleven));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withTags(Map.of("a@b", "v")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withTags(Map.of("a", "v".repeat(257))));
    assertThat(PLAIN.withTags(Map.of("Team Name", "a/b=c:d+e.f_g-h")).tags()).hasSize(1);
  }
}

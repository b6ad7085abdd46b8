package dev.createdump.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreContextTest {
  private static final StoreContext CONTEXT =
      new StoreContext(
          Map.of(StoreSetting.REGION, "eu-1", StoreSetting.CHUNKED, "false"),
          Map.of("TOKEN", "hush"),
          Duration.ofSeconds(7));

  @Test
  void readsWhatIsThere() {
    assertThat(CONTEXT.setting(StoreSetting.REGION)).contains("eu-1");
    assertThat(CONTEXT.setting(StoreSetting.PROXY)).isEmpty();
    assertThat(CONTEXT.flag(StoreSetting.CHUNKED, true)).isFalse();
    assertThat(CONTEXT.flag(StoreSetting.REQUESTER_PAYS, true)).isTrue();
    assertThat(CONTEXT.number(StoreSetting.PARALLEL, 4)).isEqualTo(4);
    assertThat(CONTEXT.customerKey()).isEmpty();
  }

  @Test
  void refusesWhatTheStoreDoesNotUnderstand() throws StoreException {
    CONTEXT.require(Set.of(StoreSetting.REGION, StoreSetting.CHUNKED), "x://y");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> CONTEXT.require(Set.of(StoreSetting.REGION), "x://y"))
        .withMessage("x://y: this kind of store has no setting [chunked]")
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.UNSUPPORTED);
  }

  @Test
  void keepsACustomersKeyToItself() {
    byte[] key =
        "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    StoreContext keyed = CONTEXT.withCustomerKey(key);
    assertThat(keyed.customerKey()).hasValue(key);
    assertThat(keyed.setting(StoreSetting.REGION)).contains("eu-1");
    assertThat(keyed.toString()).doesNotContain("hush", "MDEy").contains("CUSTOMER_KEY");
    assertThatIllegalArgumentException().isThrownBy(() -> CONTEXT.withCustomerKey(new byte[31]));
  }
}

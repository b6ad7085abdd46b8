package dev.createdump.testkit.store;

import static dev.createdump.testkit.store.StoreFixture.key;
import static dev.createdump.testkit.store.StoreFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.createdump.spi.Store;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Facts about a store's life: it names itself, outlives nothing it stored, and closes for good.
interface LifecycleFacts extends StoreFixture {
  @Test
  default void uriNamesThePlaceAndNothingElse() {
    String uri = store().uri().toString();
    assertThat(uri).doesNotEndWith("/").contains(":");
    assertThat(store().uri().getRawUserInfo()).isNull();
    assertThat(place().secrets()).noneMatch(uri::contains);
  }

  @Test
  default void objectsOutliveTheStore() throws Exception {
    put("dir/a", "content");
    store().close();
    try (Store again = place().open();
        InputStream in = again.open(key("dir/a"))) {
      assertThat(again.uri()).isEqualTo(store().uri());
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("content");
    }
  }

  @Test
  default void otherStoresOnThePlaceSeeAnObject() throws Exception {
    try (Store other = place().open()) {
      put("a", "content");
      assertThat(other.stat(key("a"))).isPresent();
    }
    assertThat(read("a")).as("after the other was closed").isEqualTo("content");
  }

  @Test
  default void closedStoreRefusesEverything() throws Exception {
    put("a", "content");
    store().close();
    store().close();
    assertThatIllegalStateException().isThrownBy(() -> store().put(key("b"), text("x"), REPLACE));
    assertThatIllegalStateException().isThrownBy(() -> store().open(key("a")).close());
    assertThatIllegalStateException().isThrownBy(() -> store().stat(key("a")));
    assertThatIllegalStateException().isThrownBy(() -> store().list("", null, 10));
    assertThatIllegalStateException()
        .isThrownBy(() -> store().signedUrl(key("a"), Duration.ofMinutes(1)));
    try (Store again = place().open()) {
      assertThat(again.stat(key("b"))).as("what the closed store was given").isEmpty();
    }
  }
}

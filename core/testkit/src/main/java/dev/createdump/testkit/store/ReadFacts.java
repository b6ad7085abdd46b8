package dev.createdump.testkit.store;

import static dev.createdump.testkit.store.StoreFixture.key;
import static dev.createdump.testkit.store.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.StoreException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Facts about reading: what was stored comes back, byte for byte, under every valid key.
interface ReadFacts extends StoreFixture {
  /// Valid keys that stores, URLs, shells or file systems have trouble with.
  static List<String> oddKeys() {
    return List.of(
        "a b/ c /d ",
        "it's \"quoted\" `so`",
        "percent%20/%2F/%",
        "plus+and&amp;=a;b,c:d@e!$",
        "question?hash#bracket[1]{2}|<3>^*",
        ".hidden/..two/...dots/a..b",
        "~tilde/-dash/--/_",
        "grüße/漢字/😀/e\u0301",
        "dt=2026-01-02/pr=7/0123456789ab-1/NAME.manifest.json",
        "UPPER/lower",
        ("x".repeat(203) + "/").repeat(5) + "last",
        "n".repeat(255),
        "d/".repeat(253) + "deep");
  }

  @ParameterizedTest
  @MethodSource("oddKeys")
  default void everyValidKeyWorks(String odd) throws Exception {
    ObjectKey key = key(odd);
    assertThat(store().put(key, text("content"), REPLACE).uri())
        .isEqualTo(key.under(store().uri()));
    assertThat(read(odd)).isEqualTo("content");
    assertThat(store().stat(key).map(ObjectStat::key)).contains(key);
    assertThat(keys("", 10)).containsExactly(odd);
    assertThat(keys(odd, 10)).containsExactly(odd);
    if (can(Capability.PUT_IF_ABSENT)) {
      assertFails(
          StoreException.Code.ALREADY_EXISTS, key, () -> store().put(key, text("other"), CREATE));
    }
  }

  @Test
  default void emptyObjectIsAnObject() throws Exception {
    assertThat(put("empty", "").length()).isZero();
    assertThat(read("empty")).isEmpty();
    assertThat(store().stat(key("empty")).orElseThrow().length()).isZero();
    assertThat(keys("", 10)).containsExactly("empty");
  }

  @Test
  default void largeObjectComesBack() throws Exception {
    byte[] content = new byte[9 * 1024 * 1024 + 13];
    new SplittableRandom(42).nextBytes(content);
    store().put(key("large"), Payload.of(content), REPLACE);
    assertThat(store().stat(key("large")).orElseThrow().length()).isEqualTo(content.length);
    assertThat(Payload.of(bytes(key("large"))).sha256()).isEqualTo(Payload.of(content).sha256());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 6, 7, 8, 5000})
  default void objectIsReadFromAnOffset(long offset) throws Exception {
    put("a", "content");
    String rest = "content".substring((int) Math.min(offset, 7));
    try (InputStream in = store().open(key("a"), offset)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(rest);
    }
    assertFails(
        StoreException.Code.NOT_FOUND, key("b"), () -> store().open(key("b"), offset).close());
  }

  @Test
  default void offsetIsNotNegative() throws Exception {
    put("a", "content");
    assertThatIllegalArgumentException().isThrownBy(() -> store().open(key("a"), -1));
  }

  @Test
  default void objectIsReadTwiceAtOnce() throws Exception {
    put("a", "hello");
    try (InputStream one = store().open(key("a"));
        InputStream two = store().open(key("a"))) {
      assertThat(one.read()).isEqualTo('h');
      assertThat(new String(two.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("hello");
      assertThat(one.readAllBytes()).hasSize(4);
    }
  }

  @Test
  default void streamMayBeClosedEarly() throws Exception {
    put("a", "x".repeat(100_000));
    store().open(key("a")).close();
    assertThat(read("a")).hasSize(100_000);
  }

  @Test
  default void missingObjectIsNotFound() throws Exception {
    assertInvisible(key("none"));
    assertInvisible(key("no/such/directory"));
  }

  @Test
  default void statTellsMetadata() throws Exception {
    assumeCan(Capability.METADATA);
    Map<String, String> metadata = Map.of("sha256", "00ff", "tool", "create-dump 1.0 (x; y=z)");
    store().put(key("a"), text("x"), REPLACE.withMetadata(metadata));
    assertThat(store().stat(key("a")).orElseThrow().metadata()).isEqualTo(metadata);
    put("a", "y");
    assertThat(store().stat(key("a")).orElseThrow().metadata())
        .as("metadata of the replaced object")
        .isEmpty();
  }
}

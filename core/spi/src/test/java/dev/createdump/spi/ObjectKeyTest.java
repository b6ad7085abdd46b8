package dev.createdump.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        ".hidden",
        "..a",
        "a..b",
        "a b",
        " ",
        "a%2Fb",
        "a\"'b",
        "dt=2026-01-02",
        "ü/漢/😀",
        "~",
        "a?b#c",
        "a+b",
        "a&b;c"
      })
  void takesWhatEveryStoreTakes(String key) {
    assertThat(new ObjectKey(key)).hasToString(key);
    assertThat(ObjectKey.isValid(key)).isTrue();
  }

  static List<String> refused() {
    return List.of(
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/../b",
        "a/.",
        "a./b",
        "a.",
        "a\\b",
        "a\nb",
        "a\u0000",
        "a\u007fb",
        "a\u0085b",
        "\ud800",
        "a\udc00",
        "\udc00\ud800",
        "a\uffff",
        "x".repeat(256),
        "ü".repeat(128),
        ("x".repeat(204) + "/").repeat(5) + "x",
        "a/".repeat(254) + "a");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatSomeStoreRefuses(String key) {
    assertThat(ObjectKey.isValid(key)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectKey(key))
        .withMessageStartingWith("object key \"");
  }

  @Test
  void takesTheLongest() {
    String longest = ("x".repeat(203) + "/").repeat(5) + "yyyy";
    assertThat(new ObjectKey(longest).value().getBytes(StandardCharsets.UTF_8)).hasSize(1024);
    assertThat(ObjectKey.isValid("x".repeat(255))).isTrue();
    assertThat(ObjectKey.isValid("a/".repeat(253) + "a")).isTrue();
  }

  @Test
  void keepsARefusedKeyFromSteeringTheTerminal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectKey("\u001b[31m\u202eevil\u009b/" + "x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).contains("?[31m?evil?/"));
  }

  @Test
  void ordersByBytesOfUtf8() {
    // In UTF-16 the surrogates of the last sort below U+FF5E; in UTF-8 they sort above it.
    List<String> ordered = List.of("A", "a", "a!b", "a/b", "a0", "ab", "ü", "～", "😀");
    List<ObjectKey> keys =
        new ArrayList<>(ordered.reversed().stream().map(ObjectKey::new).toList());
    keys.sort(null);
    assertThat(keys).extracting(ObjectKey::value).containsExactlyElementsOf(ordered);
  }

  @Test
  void ordersAsBytesDoForRandomKeys() {
    long seed = 20261121L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      ObjectKey a = randomKey(random);
      ObjectKey b = randomKey(random);
      int expected =
          Arrays.compareUnsigned(
              a.value().getBytes(StandardCharsets.UTF_8),
              b.value().getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(a.compareTo(b)))
          .as("seed %d", seed)
          .isEqualTo(Integer.signum(expected));
      assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    }
  }

  private static ObjectKey randomKey(SplittableRandom random) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      key.appendCodePoint(
          List.of((int) 'a', (int) '!', 0xFC, 0xFF5E, 0x1F600).get(random.nextInt(5)));
    }
    return new ObjectKey(key.toString());
  }

  @Test
  void standsUnderAStoresUri() {
    URI store = URI.create("s3://bucket/pre");
    assertThat(new ObjectKey("v1/dt=2026-01-02/a b%ü?#\"~.md").under(store))
        .hasToString("s3://bucket/pre/v1/dt=2026-01-02/a%20b%25%C3%BC%3F%23%22~.md");
    assertThat(new ObjectKey("a b%ü/😀").under(store).getPath()).isEqualTo("/pre/a b%ü/😀");
  }
}

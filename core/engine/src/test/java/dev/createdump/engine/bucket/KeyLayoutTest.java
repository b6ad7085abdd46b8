package dev.createdump.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.createdump.engine.bucket.KeyLayout.Location;
import dev.createdump.spi.ObjectKey;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyLayoutTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
  private static final String HEAD = "0123456789abcdef0123456789abcdef01234567";

  private static Location at(String org, String repo, String run) {
    return new Location("github.com", org, repo, DAY, 7L, HEAD, run);
  }

  @Test
  void partitionsAsHiveDoes() {
    Location at = at("acme", "shop.web", "99-1");
    assertThat(KeyLayout.file(at, "shop_pr7.md"))
        .hasToString(
            "v1/host=github.com/org=acme/repo=shop.web/dt=2026-01-02/pr=7/0123456789ab-99-1/"
                + "shop_pr7.md");
    assertThat(KeyLayout.index(at).value())
        .matches("v1/index/dt=2026-01-02/[0-9a-f]{32}\\.jsonl")
        .startsWith(KeyLayout.indexPrefix(DAY));
    assertThat(KeyLayout.directory(at))
        .startsWith(KeyLayout.repositoryPrefix("github.com", "acme", "shop.web"));
  }

  @Test
  void saysWhereThereIsNoPullRequest() {
    Location at = new Location("h", "o", "r", DAY, null, HEAD, "1");
    assertThat(KeyLayout.directory(at)).contains("/pr=none/");
  }

  @Test
  void indexKeyIsTheLocationsOwn() {
    assertThat(KeyLayout.index(at("a", "b", "1"))).isEqualTo(KeyLayout.index(at("a", "b", "1")));
    assertThat(KeyLayout.index(at("a", "b", "1"))).isNotEqualTo(KeyLayout.index(at("a", "b", "2")));
  }

  @Test
  void escapesWhatWouldSteerAKey() {
    assertThat(KeyLayout.directory(at("group/sub=x", "..", "")))
        .isEqualTo(
            "v1/host=github.com/org=group%2Fsub%3Dx/repo=.%2E/dt=2026-01-02/pr=7/"
                + "0123456789ab-__HIVE_DEFAULT_PARTITION__/");
    assertThat(KeyValue.escape(".", 160)).isEqualTo("%2E");
    assertThat(KeyValue.escape("__HIVE_DEFAULT_PARTITION__", 160))
        .isEqualTo("%5F_HIVE_DEFAULT_PARTITION__");
    assertThat(KeyValue.escape("a\u0000\u202e ü😀%~", 160))
        .isEqualTo("a%00%E2%80%AE%20%C3%BC%F0%9F%98%80%25%7E");
    assertThat(KeyValue.escape("\ud800", 160)).isEqualTo("%ED%A0%80");
  }

  @Test
  void keepsTheEndOfALongName() {
    String cut = KeyLayout.file(at("a", "b", "1"), "n".repeat(500) + ".manifest.json").value();
    assertThat(cut).endsWith(".manifest.json").contains("~");
    assertThat(KeyValue.escape("ü".repeat(100), 160))
        .hasSizeLessThanOrEqualTo(160)
        .matches("(%C3%BC)+~[0-9a-f]{32}(%C3%BC)+");
  }

  @Test
  void theLongestOfEverythingIsAValidKey() {
    String long1 = "😀".repeat(1000);
    Location at =
        new Location(long1, long1, long1, LocalDate.of(9999, 12, 31), Long.MAX_VALUE, HEAD, long1);
    assertThat(KeyLayout.file(at, long1).value()).hasSizeLessThan(ObjectKey.MAX_BYTES);
    String plain = "x".repeat(1000);
    at = new Location(plain, plain, plain, DAY, Long.MAX_VALUE, HEAD, plain);
    assertThat(KeyLayout.file(at, plain).value()).hasSizeLessThan(ObjectKey.MAX_BYTES);
  }

  @Test
  void refusesWhatIsNoLocation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Location("h", "o", "r", DAY, 0L, HEAD, "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Location("h", "o", "r", DAY, 1L, "../../x", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Location("h", "o", "r", LocalDate.of(10000, 1, 1), 1L, HEAD, "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyLayout.file(at("a", "b", "1"), ""));
  }

  /// Texts that differ never share a key, and texts that were not cut come back from it.
  @Test
  void hostileTextsMakeValidAndDistinctKeys() {
    long seed = 20261121L;
    SplittableRandom random = new SplittableRandom(seed);
    Map<ObjectKey, List<String>> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      List<String> texts = List.of(hostile(random), hostile(random), hostile(random));
      ObjectKey key =
          KeyLayout.file(at(texts.get(0), texts.get(1), texts.get(2)), "n" + hostile(random));
      ObjectKey directory =
          new ObjectKey(KeyLayout.directory(at(texts.get(0), texts.get(1), texts.get(2))) + "x");
      assertThat(key.value().split("/", -1)).as("seed %d", seed).hasSize(8);
      List<String> other = seen.putIfAbsent(directory, texts);
      if (other != null) {
        assertThat(other).as("seed %d, the texts of %s", seed, directory).isEqualTo(texts);
      }
    }
    assertThat(seen).hasSizeGreaterThan(10_000);
  }

  @Test
  void escapedTextComesBack() {
    long seed = 99;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = hostile(random);
      String escaped = KeyValue.escape(text, 160);
      assertThat(escaped.length()).as("seed %d", seed).isLessThanOrEqualTo(160);
      if (escaped.indexOf('~') < 0) {
        assertThat(unescape(escaped)).as("seed %d", seed).isEqualTo(text);
      }
    }
  }

  /// Undoes the escaping in the plainest way: bytes to code points by hand, since half a surrogate
  /// pair is no UTF-8.
  private static String unescape(String escaped) {
    if (escaped.equals("__HIVE_DEFAULT_PARTITION__")) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < escaped.length(); ) {
      int first = escaped.charAt(i);
      if (first != '%') {
        text.append((char) first);
        i++;
        continue;
      }
      first = hex(escaped, i);
      int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      int codePoint = more == 0 ? first : first & (0x3F >> more);
      for (int j = 1; j <= more; j++) {
        codePoint = (codePoint << 6) | (hex(escaped, i + 3 * j) & 0x3F);
      }
      text.appendCodePoint(codePoint);
      i += 3 * (more + 1);
    }
    return text.toString();
  }

  private static int hex(String escaped, int at) {
    return Integer.parseInt(escaped.substring(at + 1, at + 3), 16);
  }

  private static String hostile(SplittableRandom random) {
    List<String> pieces =
        List.of(
            "a",
            "b",
            "/",
            "..",
            ".",
            "=",
            "%",
            "%2F",
            "~",
            "\\",
            "\n",
            "\u0000",
            "\u202e",
            "ü",
            "😀",
            "\ud83d",
            "\ude00",
            "pr=1/",
            "__HIVE_DEFAULT_PARTITION__",
            "-",
            "_",
            " ",
            "\uffff",
            "x".repeat(70));
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}

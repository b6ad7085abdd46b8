package dev.createdump.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a new dump names as before it, whatever runs went on at the same time.
class ChainTest {
  private final MemoryStore store = new MemoryStore();
  private final Bucket bucket = new Bucket(store);

  private static KeyLayout.Location at(String run) {
    return new KeyLayout.Location(
        "github.com", "o", "r", LocalDate.of(2026, 1, 2), 7L, "0123456789ab", run);
  }

  private static ManifestLink link(String run) {
    String key = KeyLayout.directory(at(run)) + "n.manifest.json";
    return new ManifestLink(key, Payload.of(run.getBytes(StandardCharsets.UTF_8)).sha256());
  }

  private static String json(ManifestLink link) {
    return "{\"key\":\"%s\",\"sha256\":\"%s\"}".formatted(link.key(), link.sha256());
  }

  private void put(String name, String content) throws IOException {
    store.put(
        new ObjectKey(KeyLayout.chainPrefix(at("x")) + name),
        Payload.of(content.getBytes(StandardCharsets.UTF_8)),
        PutOptions.replace("application/json"));
  }

  private void publish(int time, String run, String... before) throws IOException {
    List<String> previous = java.util.Arrays.stream(before).map(b -> json(link(b))).toList();
    put(
        "20260102T0000%02dZ-%s.json".formatted(time, run),
        "{\"schema\":\"create-dump.chain/v1\",\"manifest\":%s,\"previous\":[%s]}"
            .formatted(json(link(run)), String.join(",", previous)));
  }

  @Test
  void theFirstHasNoneBeforeIt() throws Exception {
    assertThat(Chain.before(bucket, at("a"))).isEmpty();
  }

  @Test
  void oneAfterTheOtherIsALine() throws Exception {
    publish(1, "a");
    publish(2, "b", "a");
    assertThat(Chain.before(bucket, at("c"))).containsExactly(link("b"));
  }

  @Test
  void runsAtTheSameTimeAreJoinedByTheNext() throws Exception {
    publish(1, "a");
    publish(2, "b", "a");
    publish(2, "c", "a");
    assertThat(Chain.before(bucket, at("d"))).containsExactly(link("b"), link("c"));
    publish(3, "d", "b", "c");
    assertThat(Chain.before(bucket, at("e"))).containsExactly(link("d"));
  }

  @Test
  void aClockThatIsWrongLosesNothing() throws Exception {
    publish(5, "a");
    publish(1, "b", "a");
    publish(3, "c", "b");
    assertThat(Chain.before(bucket, at("d"))).containsExactly(link("c"));
  }

  @Test
  void doingItAgainNamesWhatItNamed() throws Exception {
    publish(1, "a");
    publish(2, "b", "a");
    publish(3, "c", "b");
    assertThat(Chain.before(bucket, at("b"))).containsExactly(link("a"));
  }

  @Test
  void aLongChainStillHasOneEnd() throws Exception {
    publish(0, "r0");
    for (int i = 1; i < 60; i++) {
      publish(i, "r" + i, "r" + (i - 1));
    }
    assertThat(Chain.before(bucket, at("new"))).containsExactly(link("r59"));
  }

  @Test
  void whatIsNoPartOfAChainKeepsNobodyFromStoring() throws Exception {
    publish(1, "a");
    put("20260102T000009Z-x.json", "{");
    put("20260102T000009Z-y.json", "{\"schema\":\"other\"}");
    put("20260102T000009Z-z.json", "x".repeat(100_000));
    assertThat(Chain.before(bucket, at("b"))).containsExactly(link("a"));
  }
}

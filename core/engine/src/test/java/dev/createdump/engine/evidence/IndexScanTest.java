package dev.createdump.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.dump.FileState;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.ForwardingStore;
import dev.createdump.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The index read as a stream, by any filter.
class IndexScanTest {
  private final List<String> listed = new ArrayList<>();
  private final MemoryStore memory = new MemoryStore();
  private final ForwardingStore store =
      new ForwardingStore(memory) {
        @Override
        public ListPage list(String prefix, @Nullable String token, int max) throws StoreException {
          listed.add(prefix);
          return super.list(prefix, token, max);
        }
      };
  private final Bucket bucket = new Bucket(store);
  private final List<String> bad = new ArrayList<>();

  private static String line(int number) {
    LocalDate day = LocalDate.of(2026, 1, 1).plusDays(number % 60);
    String digest = "%064x".formatted(0x1000_0000_0000L + number);
    String repo = "repo" + number % 3;
    String prefix =
        "v1/host=github.com/org=acme/repo=%s/dt=%s/pr=%d/%s-1/"
            .formatted(repo, day, number + 1, digest.substring(52));
    return """
        {"schema":"create-dump.index/v1","name":"n%d","host":"github.com","org":"acme",\
        "repo":"%s","dt":"%s","pr":%d,"base":"%s","mergeBase":"%s","head":"%s","files":%d,\
        "added":1,"deleted":0,"secrets":%d,"todos":%d,"included":1,"binaryFiles":%d,"prefix":"%s",\
        "manifest":"n.manifest.json","dumpDigest":"%s","tool":"1"}"""
        .formatted(
            number,
            repo,
            day,
            number + 1,
            "1".repeat(40),
            "2".repeat(40),
            "%040x".formatted(number * 7L + 0xabc_0000_0000L),
            number,
            number % 10 == 0 ? 1 : 0,
            number % 5 == 0 ? 1 : 0,
            number % 4 == 0 ? 1 : 0,
            prefix,
            digest);
  }

  private void put(String line) throws IOException {
    IndexEntry entry = IndexEntry.parse(line.getBytes(StandardCharsets.UTF_8));
    put(
        KeyLayout.INDEX + "dt=" + entry.day() + "/" + KeyLayout.indexName(entry.prefix()),
        line + "\n");
  }

  private void put(String key, String content) throws IOException {
    memory.put(
        new ObjectKey(key),
        Payload.of(content.getBytes(StandardCharsets.UTF_8)),
        PutOptions.replace("application/x-ndjson"));
  }

  private void fill(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      put(line(i));
    }
  }

  private List<IndexEntry> scan(IndexFilter filter) throws IOException {
    return scan(filter, Integer.MAX_VALUE);
  }

  private List<IndexEntry> scan(IndexFilter filter, int most) throws IOException {
    List<IndexEntry> found = new ArrayList<>();
    IndexScan.run(
        bucket,
        filter,
        new IndexScan.Visitor() {
          @Override
          public boolean entry(IndexEntry entry) {
            found.add(entry);
            return found.size() < most;
          }

          @Override
          public void bad(ObjectKey key, String problem) {
            bad.add(key + " " + problem);
          }
        });
    return found;
  }

  private static IndexFilter filter(
      @Nullable String repo,
      @Nullable Long pr,
      Set<IndexFilter.Kind> kinds,
      Set<FileState> states) {
    return new IndexFilter(repo, pr, null, null, null, kinds, states);
  }

  private void assertFinds(IndexFilter filter, Predicate<Integer> expected) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      if (expected.test(i)) {
        names.add("n" + i);
      }
    }
    assertThat(names).isNotEmpty();
    assertThat(scan(filter).stream().map(IndexEntry::name))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyFilterTakesWhatItSays() throws Exception {
    fill(300);
    assertFinds(IndexFilter.ALL, i -> true);
    assertFinds(filter("repo1", null, Set.of(), Set.of()), i -> i % 3 == 1);
    assertFinds(filter("acme/repo1", null, Set.of(), Set.of()), i -> i % 3 == 1);
    assertFinds(filter("github.com/acme/repo1", null, Set.of(), Set.of()), i -> i % 3 == 1);
    assertThat(scan(filter("po1", null, Set.of(), Set.of()))).isEmpty();
    assertFinds(filter(null, 7L, Set.of(), Set.of()), i -> i == 6);
    assertFinds(filter(null, null, Set.of(IndexFilter.Kind.SECRETS), Set.of()), i -> i % 10 == 0);
    assertFinds(
        filter(null, null, Set.of(IndexFilter.Kind.SECRETS, IndexFilter.Kind.TODOS), Set.of()),
        i -> i % 5 == 0);
    assertFinds(filter(null, null, Set.of(IndexFilter.Kind.NONE), Set.of()), i -> i % 5 != 0);
    assertFinds(filter(null, null, Set.of(), Set.of(FileState.BINARY)), i -> i % 4 == 0);
    assertThat(bad).isEmpty();
  }

  @Test
  void onlyTheDaysAskedForAreListed() throws Exception {
    fill(300);
    IndexFilter days =
        new IndexFilter(
            null,
            null,
            LocalDate.of(2026, 1, 5),
            LocalDate.of(2026, 1, 6),
            null,
            Set.of(),
            Set.of());
    assertFinds(days, i -> i % 60 == 4 || i % 60 == 5);
    assertThat(listed).containsOnly("v1/index/dt=2026-01-05", "v1/index/dt=2026-01-06");
  }

  @Test
  void theDaysComeInOrder() throws Exception {
    fill(300);
    assertThat(scan(IndexFilter.ALL).stream().map(IndexEntry::day)).isSorted();
  }

  @Test
  void enoughIsEnough() throws Exception {
    fill(3000);
    assertThat(scan(IndexFilter.ALL, 5)).hasSize(5);
    assertThat(listed).hasSize(1);
  }

  @Test
  void idsAreBeginningsOfDigestsAndHeads() throws Exception {
    fill(50);
    assertFinds(IndexFilter.byId("%064x".formatted(0x1000_0000_0000L + 9)), i -> i == 9);
    assertThat(scan(IndexFilter.byId("%040x".formatted(70L + 0xabc_0000_0000L))))
        .extracting(IndexEntry::name)
        .containsExactly("n10");
  }

  @Test
  void whatIsNoLineIsNamedAndTheRestIsFound() throws Exception {
    fill(10);
    put("v1/index/dt=2026-01-02/a.jsonl", "{");
    put("v1/index/dt=2026-01-02/b.jsonl", "x".repeat(100_000));
    put("v1/index/dt=2026-01-02/c.jsonl", line(3));
    put("v1/index/dt=2026-01-02/d.jsonl", line(4).replace("\"files\":4", "\"files\":-4"));
    put("v1/index/dt=2026-01-02/e.jsonl", line(4).replace("index/v1", "index/v9"));
    put("v1/index/dt=2026-01-02/f.jsonl", line(4).replace("v1/host=", "v1/../host="));
    assertThat(scan(IndexFilter.ALL)).hasSize(10);
    assertThat(bad)
        .hasSize(6)
        .anyMatch(b -> b.contains("a.jsonl is no JSON"))
        .anyMatch(b -> b.contains("b.jsonl is larger than any line"))
        .anyMatch(b -> b.contains("c.jsonl is the line of another dump"))
        .anyMatch(b -> b.contains("d.jsonl has no count at files"))
        .anyMatch(b -> b.contains("e.jsonl has the format create-dump.index/v9"))
        .anyMatch(b -> b.contains("f.jsonl has no proper value at prefix"));
  }

  @Test
  void aStoreThatFailsEndsTheScan() throws Exception {
    fill(100);
    Bucket failing =
        new Bucket(
            new ForwardingStore(memory) {
              @Override
              public java.io.InputStream open(ObjectKey key) throws StoreException {
                throw new StoreException(StoreException.Code.DENIED, key.value(), "no");
              }
            });
    assertThatThrownBy(
            () ->
                IndexScan.run(
                    failing,
                    IndexFilter.ALL,
                    new IndexScan.Visitor() {
                      @Override
                      public boolean entry(IndexEntry entry) {
                        return true;
                      }

                      @Override
                      public void bad(ObjectKey key, String problem) {}
                    }))
        .isInstanceOf(StoreException.class);
  }
}

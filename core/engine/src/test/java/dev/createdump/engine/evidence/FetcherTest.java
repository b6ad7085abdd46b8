package dev.createdump.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.ForwardingStore;
import dev.createdump.testkit.store.MemoryStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing gets its name before it is verified, and what broke off goes on.
class FetcherTest {
  @TempDir Path temporary;
  private final MemoryStore store = new MemoryStore();
  private final SampleDump dump = SampleDump.create("Count ".repeat(50_000), "7-1");
  private final String prefix = KeyLayout.directory(dump.location());
  private Path out;

  @BeforeEach
  void publish() throws IOException {
    out = temporary.resolve("out");
    new Bucket(store).publish(dump.sealed(), PutOptions.createOnly("x/y"));
  }

  private Fetcher.Fetched fetch(Store from) throws Failure {
    return new Fetcher(new Bucket(from), out).run(prefix, dump.file(".manifest.json"), null);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void assertWhole() throws Exception {
    assertThat(names()).containsExactlyElementsOf(dump.files().keySet());
    for (var file : dump.files().entrySet()) {
      assertThat(out.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    assertThat(Evidence.verify(List.of(out), new Terms(Set.of(), Set.of())).getFirst().holds())
        .isTrue();
  }

  private void replace(String ending, String content) throws StoreException {
    store.put(
        KeyLayout.file(prefix, dump.file(ending)),
        Payload.of(content.getBytes(StandardCharsets.UTF_8)),
        PutOptions.replace("x/y"));
  }

  @Test
  void everythingArrivesAndTheSecondTimeNothingIsTransferred() throws Exception {
    Fetcher.Fetched fetched = fetch(store);
    assertThat(fetched.files().getLast().getFileName()).hasToString(dump.file(".manifest.json"));
    assertWhole();
    long all = dump.files().values().stream().mapToLong(content -> content.length).sum();
    assertThat(fetched.loaded()).isEqualTo(all);
    long manifest = dump.content(".manifest.json").length;
    assertThat(fetch(store).loaded()).isEqualTo(manifest);
  }

  /// Breaks off in the middle of one file, once.
  private static final class Breaking extends ForwardingStore {
    private final String ending;
    private final AtomicBoolean broke = new AtomicBoolean();
    private long resumedAt = -1;

    Breaking(Store inner, String ending) {
      super(inner);
      this.ending = ending;
    }

    @Override
    public InputStream open(ObjectKey key, long offset) throws StoreException {
      InputStream in = delegate().open(key, offset);
      if (!key.value().endsWith(ending)) {
        return in;
      }
      if (!broke.compareAndSet(false, true)) {
        resumedAt = offset;
        return in;
      }
      return new FilterInputStream(in) {
        private int left = 100_000;

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
          if (left <= 0) {
            throw new IOException("connection reset");
          }
          int read = super.read(buffer, start, Math.min(length, left));
          left -= read;
          return read;
        }
      };
    }
  }

  @Test
  void whatBrokeOffGoesOnWhereItEnded() throws Exception {
    Breaking breaking = new Breaking(store, ".md");
    assertThatThrownBy(() -> fetch(breaking))
        .isInstanceOfSatisfying(
            Failure.Stored.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE));
    assertThat(names()).noneMatch(name -> name.endsWith(".md") || name.endsWith("manifest.json"));
    fetch(breaking);
    assertThat(breaking.resumedAt).isEqualTo(100_000);
    assertWhole();
  }

  @Test
  void aBrokenRestOfAnotherFetchIsStartedOver() throws Exception {
    Breaking breaking = new Breaking(store, ".md");
    assertThatThrownBy(() -> fetch(breaking)).isInstanceOf(Failure.Stored.class);
    Path part;
    try (Stream<Path> files = Files.list(out)) {
      part = files.filter(f -> f.toString().endsWith(".part")).findFirst().orElseThrow();
    }
    Files.writeString(part, "something else");
    fetch(breaking);
    assertWhole();
  }

  @Test
  void otherContentIsCorruptAndGetsNoName() throws Exception {
    replace(".md", "x".repeat(dump.content(".md").length));
    assertThatThrownBy(() -> fetch(store))
        .isInstanceOf(Failure.Corrupt.class)
        .hasMessageContaining(dump.file(".md"))
        .hasMessageContaining("instead of");
    assertThat(names()).noneMatch(name -> name.endsWith(".md") || name.endsWith("manifest.json"));
    replace(".md", "x".repeat(3_000_000));
    assertThatThrownBy(() -> fetch(store)).isInstanceOf(Failure.Corrupt.class);
    replace(".md", "");
    assertThatThrownBy(() -> fetch(store)).isInstanceOf(Failure.Corrupt.class);
    assertThat(names()).noneMatch(name -> name.endsWith(".md") || name.endsWith("manifest.json"));
  }

  @Test
  void aManifestWithNamesThatLeadOutIsRefusedBeforeAnythingIsWritten() throws Exception {
    replace(
        ".manifest.json",
        dump.manifestText().replace("\"" + dump.file(".md") + "\"", "\"../../evil.md\""));
    assertThatThrownBy(() -> fetch(store))
        .isInstanceOf(Failure.Corrupt.class)
        .hasMessageContaining("../../evil.md leads out of the dump's directory");
    assertThat(out).doesNotExist();
  }

  @Test
  void theIndexMustMeanThisDump() {
    assertThatThrownBy(
            () ->
                new Fetcher(new Bucket(store), out)
                    .run(prefix, dump.file(".manifest.json"), "0".repeat(64)))
        .isInstanceOf(Failure.Corrupt.class)
        .hasMessageContaining("is not the dump that the index names");
  }

  @Test
  void whatIsThereWithOtherContentIsLeftAlone() throws Exception {
    Files.createDirectories(out);
    Path mine = Files.writeString(out.resolve(dump.file(".md")), "mine");
    assertThatThrownBy(() -> fetch(store))
        .isInstanceOfSatisfying(
            Failure.Stored.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.ALREADY_EXISTS));
    assertThat(mine).hasContent("mine");
    Files.delete(mine);
    Path elsewhere = temporary.resolve("elsewhere");
    Files.createSymbolicLink(mine, elsewhere);
    assertThatThrownBy(() -> fetch(store)).isInstanceOf(Failure.Stored.class);
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void aMissingArtifactIsNotFound() throws Exception {
    MemoryStore other = new MemoryStore();
    other.put(
        KeyLayout.file(prefix, dump.file(".manifest.json")),
        Payload.of(dump.content(".manifest.json")),
        PutOptions.replace("x/y"));
    assertThatThrownBy(() -> fetch(other))
        .isInstanceOfSatisfying(
            Failure.Stored.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.NOT_FOUND));
    assertThat(names()).noneMatch(name -> name.endsWith("manifest.json"));
  }
}

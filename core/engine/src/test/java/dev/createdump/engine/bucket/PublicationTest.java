package dev.createdump.engine.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.testkit.store.FaultyStore;
import dev.createdump.testkit.store.FaultyStore.Fault;
import dev.createdump.testkit.store.FaultyStore.Moment;
import dev.createdump.testkit.store.MemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  private static final PutOptions TERMS = PutOptions.createOnly("");
  private static final KeyLayout.Location AT =
      new KeyLayout.Location(
          "github.com", "acme", "shop", LocalDate.of(2026, 1, 2), 7L, "0123456789abcdef", "99-1");
  private static final ObjectKey MANIFEST = KeyLayout.file(AT, "n.manifest.json");

  private final MemoryStore memory = new MemoryStore();
  private final Bucket bucket = new Bucket(memory);

  /// A dump whose manifest is `what@run`; manifests are of the same dump where `what` is equal.
  private static SealedDump dump(String what, String run) {
    return new SealedDump(
        AT,
        List.of(artifact("n.md", "md of " + what), artifact("n.patch", "patch of " + what)),
        new Artifact("n.manifest.json", "application/json", text(what + "@" + run)),
        text("line of " + run + "\n"),
        existing -> new String(existing.readAllBytes(), UTF_8).startsWith(what + "@"));
  }

  private static Artifact artifact(String name, String content) {
    return new Artifact(name, "text/plain", text(content));
  }

  private static Payload text(String content) {
    return Payload.of(content.getBytes(UTF_8));
  }

  @Test
  void manifestComesAfterTheArtifactsAndTheLineAfterTheManifest() throws Exception {
    List<String> order = new ArrayList<>();
    Fault record =
        (call, moment, subject) -> {
          if (call == FaultyStore.Call.PUT && moment == Moment.AFTER) {
            order.add(subject);
          }
        };
    List<Receipt> receipts =
        new Bucket(new FaultyStore(memory, record)).publish(dump("a", "1"), TERMS);
    assertThat(order)
        .containsExactly(
            KeyLayout.file(AT, "n.md").value(),
            KeyLayout.file(AT, "n.patch").value(),
            MANIFEST.value(),
            KeyLayout.index(AT).value());
    assertThat(receipts).hasSize(4).allMatch(Receipt::created);
    assertThat(receipts.get(2).uri()).isEqualTo(MANIFEST.under(memory.uri()));
    assertThat(place(MANIFEST)).isEqualTo("a@1");
    assertThat(place(KeyLayout.index(AT))).isEqualTo("line of 1\n");
  }

  @Test
  void everyArtifactHasItsMediaType() throws Exception {
    MemoryStore.Place place = new MemoryStore.Place(URI.create("memory://types"));
    new Bucket(new MemoryStore(place, Set.of(Capability.values()))).publish(dump("a", "1"), TERMS);
    assertThat(place.kept(MANIFEST).orElseThrow().contentType()).isEqualTo("application/json");
    assertThat(place.kept(KeyLayout.file(AT, "n.md")).orElseThrow().contentType())
        .isEqualTo("text/plain");
  }

  @Test
  void theSameAgainChangesNothing() throws Exception {
    bucket.publish(dump("a", "1"), TERMS);
    assertThat(bucket.publish(dump("a", "1"), TERMS)).hasSize(4).noneMatch(Receipt::created);
  }

  @Test
  void anotherRunOfTheSameDumpKeepsTheFirstManifestAndLine() throws Exception {
    List<Receipt> first = bucket.publish(dump("a", "1"), TERMS);
    List<Receipt> second = bucket.publish(dump("a", "2"), TERMS);
    assertThat(second).hasSize(4).noneMatch(Receipt::created);
    assertThat(second)
        .extracting(Receipt::sha256)
        .isEqualTo(first.stream().map(Receipt::sha256).toList());
    assertThat(place(MANIFEST)).isEqualTo("a@1");
    assertThat(place(KeyLayout.index(AT))).isEqualTo("line of 1\n");
  }

  @Test
  void anotherDumpAtThePlaceIsRefusedBeforeAnythingIsWritten() throws Exception {
    bucket.publish(dump("a", "1"), TERMS);
    SealedDump other =
        new SealedDump(
            AT,
            List.of(artifact("new.md", "new")),
            new Artifact("n.manifest.json", "application/json", text("b@1")),
            text("line\n"),
            existing -> false);
    assertFails(Code.ALREADY_EXISTS, bucket, other);
    assertThat(memory.stat(KeyLayout.file(AT, "new.md"))).isEmpty();
  }

  @Test
  void anotherArtifactAtThePlaceLeavesNoManifest() throws Exception {
    memory.put(KeyLayout.file(AT, "n.patch"), text("other"), PutOptions.createOnly("text/plain"));
    assertFails(Code.ALREADY_EXISTS, bucket, dump("a", "1"));
    assertThat(memory.stat(MANIFEST)).isEmpty();
    assertThat(memory.stat(KeyLayout.index(AT))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void failureHalfWayLeavesNoManifestAndIsMadeGood(Moment moment) throws Exception {
    Store faulty = new FaultyStore(memory, Fault.onPut(".patch", moment, Code.UNAVAILABLE));
    assertFails(Code.UNAVAILABLE, new Bucket(faulty), dump("a", "1"));
    assertThat(memory.stat(MANIFEST)).isEmpty();
    assertThat(memory.stat(KeyLayout.index(AT))).isEmpty();
    bucket.publish(dump("a", "2"), TERMS);
    assertThat(place(MANIFEST)).isEqualTo("a@2");
  }

  @ParameterizedTest
  @ValueSource(strings = {".manifest.json", ".jsonl"})
  void answerLostAtTheEndIsMadeGood(String keyEnd) throws Exception {
    Store faulty = new FaultyStore(memory, Fault.onPut(keyEnd, Moment.AFTER, Code.UNAVAILABLE));
    assertFails(Code.UNAVAILABLE, new Bucket(faulty), dump("a", "1"));
    bucket.publish(dump("a", "2"), TERMS);
    assertThat(place(MANIFEST)).isEqualTo("a@1");
    assertThat(memory.stat(KeyLayout.index(AT))).isPresent();
  }

  @Test
  void cancellationLeavesNoManifest() throws Exception {
    Fault cancel =
        (call, moment, subject) -> {
          if (subject.endsWith(".patch")) {
            Thread.currentThread().interrupt();
          }
        };
    try {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () -> new Bucket(new FaultyStore(memory, cancel)).publish(dump("a", "1"), TERMS));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(memory.stat(MANIFEST)).isEmpty();
  }

  @Test
  void strangersLineBesideANewManifestIsAnError() throws Exception {
    memory.put(KeyLayout.index(AT), text("of another"), PutOptions.createOnly("text/plain"));
    assertFails(Code.ALREADY_EXISTS, bucket, dump("a", "1"));
  }

  @Test
  void unmetTermsFailBeforeAnythingIsWritten() throws Exception {
    MemoryStore plain =
        new MemoryStore(
            new MemoryStore.Place(URI.create("memory://plain")), Set.of(Capability.PUT_IF_ABSENT));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                new Bucket(plain)
                    .publish(dump("a", "1"), TERMS.withTags(java.util.Map.of("a", "b"))))
        .extracting(StoreException::code)
        .isEqualTo(Code.UNSUPPORTED);
    assertThat(plain.list("", null, 10).objects()).isEmpty();
  }

  @Test
  void twoArtifactsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SealedDump(
                    AT,
                    List.of(artifact("x", "1")),
                    artifact("x", "2"),
                    text("line\n"),
                    existing -> false))
        .withMessageContaining("x");
  }

  @Test
  void worksOnADirectory(@TempDir Path directory) throws Exception {
    try (Bucket files = new Bucket(FileStore.open(directory))) {
      assertThat(files.publish(dump("a", "1"), TERMS)).allMatch(Receipt::created);
      assertThat(files.publish(dump("a", "2"), TERMS)).noneMatch(Receipt::created);
      List<ObjectKey> keys = new ArrayList<>();
      files.walk("", (ObjectStat object) -> keys.add(object.key()));
      assertThat(keys)
          .containsExactly(
              KeyLayout.file(AT, "n.manifest.json"),
              KeyLayout.file(AT, "n.md"),
              KeyLayout.file(AT, "n.patch"),
              KeyLayout.index(AT))
          .isSorted();
    }
    assertThat(directory.resolve(MANIFEST.value())).hasContent("a@1");
  }

  @Test
  void dryRunSaysWhatItWouldStore() throws Exception {
    DryRunStore dry = new DryRunStore(memory);
    List<Receipt> receipts = new Bucket(dry).publish(dump("a", "1"), TERMS);
    assertThat(receipts).hasSize(4).noneMatch(Receipt::created);
    assertThat(dry.planned()).hasSize(4);
    assertThat(dry.planned().get(2).key()).isEqualTo(MANIFEST);
    assertThat(memory.list("", null, 10).objects()).isEmpty();
    bucket.publish(dump("b", "1"), TERMS);
    assertFails(Code.ALREADY_EXISTS, new Bucket(dry), dump("a", "1"));
  }

  private String place(ObjectKey key) throws Exception {
    return new String(memory.open(key).readAllBytes(), UTF_8);
  }

  private static void assertFails(Code code, Bucket bucket, SealedDump dump) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> bucket.publish(dump, TERMS))
        .extracting(StoreException::code)
        .isEqualTo(code);
  }
}

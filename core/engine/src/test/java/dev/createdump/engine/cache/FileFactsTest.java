package dev.createdump.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.source.Mark;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFactsTest {
  private static final byte[] DEPENDS = new byte[32];
  private static final List<TreeEntry> ENTRIES =
      List.of(entry("a"), entry("a/b"), entry("c.java"), entry("d"));

  @TempDir Path dir;
  private CacheDirectory cache;

  @BeforeEach
  void open() {
    cache =
        CacheDirectory.open(new Environment(Map.of()), dir.toString(), 1 << 20, new ArrayList<>())
            .orElseThrow();
  }

  private static TreeEntry entry(String path) {
    return new TreeEntry(RepoPath.of(path), FileMode.REGULAR, null);
  }

  private static Mark mark(int number) {
    return Mark.ofBlob(new ObjectId(String.format("%040x", number)), FileMode.REGULAR);
  }

  private static Facts facts(int number) {
    byte[] sha256 = new byte[32];
    sha256[0] = (byte) number;
    return new Facts(
        FileMode.REGULAR, number, sha256, 7, TextForm.UTF_8, 3, "Java", FileState.INCLUDED, false);
  }

  private FileFacts of(List<TreeEntry> entries) {
    return FileFacts.of(cache, DEPENDS, entries);
  }

  private void keepAll() {
    FileFacts facts = of(ENTRIES);
    for (int i = 0; i < ENTRIES.size(); i++) {
      facts.learn(i, ENTRIES.get(i), mark(i), FileFacts.now(), facts(i));
    }
    facts.save();
  }

  private Path file() throws IOException {
    try (var files = Files.list(dir.resolve("trees"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void whatWasLearntIsKnown() {
    keepAll();
    FileFacts known = of(ENTRIES);
    for (int i = 0; i < ENTRIES.size(); i++) {
      Facts facts = known.known(i, mark(i));
      assertThat(facts).isNotNull();
      assertThat(facts.size()).isEqualTo(i);
      assertThat(facts.sha256()[0]).isEqualTo((byte) i);
      assertThat(facts.language()).isEqualTo("Java");
      assertThat(facts.form()).isEqualTo(TextForm.UTF_8);
      assertThat(facts.state()).isEqualTo(FileState.INCLUDED);
    }
    assertThat(known.served()).isEqualTo(4);
  }

  @Test
  void anotherMarkIsAnotherContent() {
    keepAll();
    FileFacts known = of(ENTRIES);
    assertThat(known.known(1, mark(9))).isNull();
    known.learn(1, ENTRIES.get(1), mark(9), FileFacts.now(), facts(9));
    known.save();
    FileFacts later = of(ENTRIES);
    assertThat(later.known(1, mark(1))).isNull();
    assertThat(of(ENTRIES).known(1, mark(9))).isNotNull();
    assertThat(of(ENTRIES).known(0, mark(0))).isNotNull();
  }

  @Test
  void otherPathsChangeNothing() {
    keepAll();
    List<TreeEntry> others = List.of(entry("a/b"), entry("b"), entry("d"), entry("e"));
    FileFacts known = of(others);
    assertThat(known.known(0, mark(1))).isNotNull();
    assertThat(known.known(1, mark(1))).isNull();
    assertThat(known.known(2, mark(3))).isNotNull();
    assertThat(known.known(3, mark(3))).isNull();
    known.learn(3, others.get(3), mark(5), FileFacts.now(), facts(5));
    known.save();
    assertThat(of(others).known(3, mark(5))).isNotNull();
    assertThat(of(ENTRIES).known(2, mark(2))).as("a path that is gone").isNull();
    assertThat(of(ENTRIES).known(3, mark(3))).isNotNull();
  }

  @Test
  void underOtherRulesNothingIsKnown() throws IOException {
    keepAll();
    byte[] other = new byte[32];
    other[31] = 1;
    Files.move(file(), dir.resolve("trees/facts-" + "0".repeat(32)));
    assertThat(FileFacts.of(cache, other, ENTRIES).known(0, mark(0))).isNull();
  }

  @Test
  void aRacyFileIsNotKept() throws IOException {
    Path young = Files.writeString(dir.resolve("young"), "x");
    FileFacts facts = of(ENTRIES);
    Mark now = Mark.of(young);
    facts.learn(0, ENTRIES.get(0), now, now.newestMillis(), facts(0));
    facts.learn(1, ENTRIES.get(1), now, now.newestMillis() + 5000, facts(1));
    facts.save();
    assertThat(of(ENTRIES).known(0, now)).isNull();
    assertThat(of(ENTRIES).known(1, now)).isNotNull();
  }

  @Test
  void whatIsDamagedIsAsIfItWereNotThere() throws IOException {
    keepAll();
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertNothingKnown("cut at " + length);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file(), flipped);
      assertNothingKnown("flipped at " + at);
    }
  }

  private void assertNothingKnown(String as) {
    FileFacts known = of(ENTRIES);
    for (int i = 0; i < ENTRIES.size(); i++) {
      assertThat(known.known(i, mark(i))).as(as).isNull();
    }
  }

  @Test
  void whatIsForgedWithARightChecksumHarmsNobody() throws IOException {
    keepAll();
    byte[] whole = Files.readAllBytes(file());
    Random random = new Random(1);
    for (int round = 0; round < 3000; round++) {
      byte[] forged = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = 44 + random.nextInt(forged.length - 48);
        ByteBuffer.wrap(forged).put(at, (byte) (random.nextBoolean() ? -1 : random.nextInt()));
      }
      CRC32C sum = new CRC32C();
      sum.update(forged, 0, forged.length - 4);
      ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) sum.getValue());
      Files.write(file(), forged);
      FileFacts known = of(ENTRIES);
      for (int i = 0; i < ENTRIES.size(); i++) {
        known.known(i, mark(i));
      }
      known.learn(0, ENTRIES.get(0), mark(8), FileFacts.now(), facts(8));
      known.save();
    }
  }
}

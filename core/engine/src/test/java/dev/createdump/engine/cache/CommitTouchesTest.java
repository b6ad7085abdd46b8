package dev.createdump.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.source.PathTouch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTouchesTest {
  private static final byte[] DEPENDS = new byte[32];

  @TempDir Path dir;
  private CacheDirectory cache;

  @BeforeEach
  void open() {
    cache = open(1 << 24);
  }

  private CacheDirectory open(long most) {
    return CacheDirectory.open(new Environment(Map.of()), dir.toString(), most, new ArrayList<>())
        .orElseThrow();
  }

  private static ObjectId id(int number) {
    return new ObjectId(String.format("%040x", number * 7919L));
  }

  private static List<PathTouch> touches(int number) {
    List<PathTouch> touches = new ArrayList<>();
    for (int i = 0; i < number % 5; i++) {
      String path = "dir" + i + "/\u00e9 file " + number + ".txt";
      String old = i == 3 ? "old/" + number : path;
      ChangeStatus status = i == 3 ? ChangeStatus.RENAMED : ChangeStatus.MODIFIED;
      touches.add(new PathTouch(status, path, old, i - 1, number * 1000));
    }
    return touches;
  }

  private CommitTouches of(Predicate<String> harmless) {
    return CommitTouches.of(cache, DEPENDS, harmless);
  }

  private void learn(int from, int to) {
    try (CommitTouches touches = of(name -> true)) {
      for (int i = from; i < to; i++) {
        touches.learn(id(i), touches(i));
      }
      touches.save();
    }
  }

  private void assertKnown(int from, int to) {
    try (CommitTouches touches = of(name -> true)) {
      for (int i = from; i < to; i++) {
        assertThat(touches.has(id(i))).as("commit %d", i).isTrue();
        assertThat(touches.touches(id(i))).isEqualTo(touches(i));
      }
      assertThat(touches.has(id(to))).isFalse();
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("trees"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void whatWasLearntIsKnownAndGrows() throws IOException {
    learn(0, 5000);
    assertKnown(0, 5000);
    learn(5000, 5003);
    learn(5003, 9000);
    assertKnown(0, 9000);
    assertThat(file()).exists();
  }

  @Test
  void anyOrderIsKnown() {
    learn(0, 5000);
    try (CommitTouches touches = of(name -> true)) {
      for (int i = 4999; i >= 0; i -= 13) {
        assertThat(touches.touches(id(i))).isEqualTo(touches(i));
      }
    }
  }

  @Test
  void aNameWithASecretIsNeverWritten() throws IOException {
    try (CommitTouches touches = of(name -> !name.contains("old/4"))) {
      touches.learn(id(3), touches(3));
      touches.learn(id(4), touches(4));
      touches.learn(id(6), touches(6));
      touches.save();
    }
    try (CommitTouches touches = of(name -> true)) {
      assertThat(touches.has(id(3))).isTrue();
      assertThat(touches.has(id(4))).isFalse();
      assertThat(touches.has(id(6))).isTrue();
    }
  }

  @Test
  void aWalkThatBreaksOffLeavesWhatWasThere() throws IOException {
    learn(0, 10);
    try (CommitTouches touches = of(name -> true)) {
      touches.learn(id(11), touches(11));
    }
    assertThat(file()).exists();
    assertKnown(0, 10);
  }

  @Test
  void itTakesNoMoreThanHalfOfTheCache() throws IOException {
    cache = open(10_000);
    learn(0, 20_000);
    try (Stream<Path> files = Files.list(dir.resolve("trees"))) {
      for (Path file : files.toList()) {
        assertThat(Files.size(file)).isLessThanOrEqualTo(10_000);
      }
    }
  }

  @Test
  void whatIsDamagedIsAsIfItWereNotThere() throws IOException {
    learn(0, 40);
    Path file = file();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertNothing("cut at " + length);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      assertNothing("flipped at " + at);
    }
  }

  private void assertNothing(String as) {
    try (CommitTouches touches = of(name -> true)) {
      assertThat(touches.has(id(1))).as(as).isFalse();
    }
  }

  @Test
  void whatIsForgedWithARightChecksumHarmsNobody() throws IOException {
    learn(0, 40);
    Path file = file();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] forged = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = 40 + random.nextInt(forged.length - 44);
        forged[at] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
      }
      CRC32C sum = new CRC32C();
      sum.update(forged, 0, forged.length - 4);
      ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) sum.getValue());
      Files.write(file, forged);
      try (CommitTouches touches = of(name -> true)) {
        for (int i = 0; i < 40; i++) {
          if (touches.has(id(i))) {
            touches.touches(id(i));
          }
        }
        touches.learn(id(50), touches(50));
        touches.save();
      }
    }
  }
}

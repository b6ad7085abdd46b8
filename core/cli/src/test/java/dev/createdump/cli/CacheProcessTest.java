package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Digests;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One cache and several processes, some of which are killed.
@Timeout(300)
class CacheProcessTest {
  private static final int FILES = 400;

  @TempDir Path dir;
  private RepoBuilder repo;
  private Path root;

  @BeforeEach
  void repository() throws IOException {
    repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    root = repo.directory();
    for (int commit = 0; commit < 3; commit++) {
      for (int i = 0; i < FILES; i++) {
        repo.write(
            "d" + i % 7 + "/f" + i + ".txt", "line\n".repeat(i % 50) + "commit " + commit + "\n");
      }
      repo.run("add", "-A");
      repo.run("commit", "-q", "-m", "commit " + commit);
    }
  }

  private List<Object> words(String out, Object... more) {
    return List.of(
        List.of("single", root, "--out", dir.resolve(out), "--name", "x"),
        List.of("--format", "json,csv", "--with", "authors,history"),
        List.of(more));
  }

  private ChildJvm child(String name) throws IOException {
    Path work = Files.createDirectories(dir.resolve("work-" + name));
    return new ChildJvm(work, "", words(name, "--cache-dir", dir.resolve("cache")))
        .with(Map.of("SOURCE_DATE_EPOCH", "1700000000"));
  }

  private Map<String, String> expected() throws IOException {
    var plain =
        Invocation.in().with("SOURCE_DATE_EPOCH", "1700000000").run(words("plain", "--no-cache"));
    assertThat(plain.code()).as(plain.err()).isZero();
    return files("plain");
  }

  private Map<String, String> files(String out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(dir.resolve(out))) {
      for (Path file : (Iterable<Path>) list::iterator) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  private boolean kept(Predicate<String> name) throws IOException {
    Path trees = dir.resolve("cache/trees");
    if (!Files.isDirectory(trees)) {
      return false;
    }
    try (Stream<Path> files = Files.list(trees)) {
      return files.anyMatch(file -> name.test(file.getFileName().toString()));
    }
  }

  /// Killed as soon as the first, or each later, file of the cache is begun, appears, or is whole.
  @Test
  void whoeverIsKilledLeavesNothingWrong() throws Exception {
    Map<String, String> expected = expected();
    List<Predicate<String>> moments =
        List.of(
            name -> name.startsWith("walk-") && name.endsWith(".partial"),
            name -> name.startsWith("facts-"),
            name -> name.startsWith("dump-"));
    for (Predicate<String> moment : moments) {
      Process process = child("killed").start();
      while (process.isAlive() && !kept(moment)) {
        Thread.sleep(1);
      }
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      ChildJvm next = child("next");
      assertThat(next.run()).as(next.said()).isZero();
      assertThat(files("next")).isEqualTo(expected);
    }
  }

  @Test
  void severalAtATimeWriteWhatEachAloneWould() throws Exception {
    for (int round = 0; round < 2; round++) {
      Files.writeString(root.resolve("d1/f1.txt"), "round " + round + "\n");
      repo.run("commit", "-q", "-a", "-m", "round " + round);
      Map<String, String> expected = expected();
      Map<String, Process> running = new TreeMap<>();
      Map<String, ChildJvm> children = new TreeMap<>();
      for (String name : List.of("one", "two", "three")) {
        ChildJvm child = child(name);
        children.put(name, child);
        running.put(name, child.start());
      }
      for (Map.Entry<String, ChildJvm> child : children.entrySet()) {
        int code = child.getValue().end(Objects.requireNonNull(running.get(child.getKey())));
        assertThat(code).as(child.getValue().said()).isZero();
        assertThat(files(child.getKey())).isEqualTo(expected);
      }
      assertThat(kept(name -> name.endsWith(".partial"))).isFalse();
    }
  }

  /// A digest that is changed in the cache, and its checksum with it, shows in the inventory: so
  /// the file was not looked at again.
  @Test
  void factsAreServed() throws IOException {
    List<Object> words = words("out", "--cache-dir", dir.resolve("cache"));
    assertThat(Invocation.in().run(words).code()).isZero();
    byte[] digest = Digests.newSha256().digest(Files.readAllBytes(root.resolve("d3/f3.txt")));
    Path facts;
    try (Stream<Path> files = Files.list(dir.resolve("cache/trees"))) {
      facts = files.filter(f -> f.getFileName().toString().startsWith("facts-")).findFirst().get();
    }
    byte[] bytes = Files.readAllBytes(facts);
    int at = 0;
    while (!java.util.Arrays.equals(bytes, at, at + 32, digest, 0, 32)) {
      at++;
    }
    bytes[at] ^= 1;
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
    Files.write(facts, bytes);
    var second = Invocation.in().run(words("out", "--cache-dir", dir.resolve("cache"), "-v"));
    assertThat(second.code()).as(second.err()).isZero();
    digest[0] ^= 1;
    assertThat(second.file(".csv")).content().contains(HexFormat.of().formatHex(digest));
  }
}

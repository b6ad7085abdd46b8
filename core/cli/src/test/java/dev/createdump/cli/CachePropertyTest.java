package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done to a tree, a run with the cache writes what one without it writes.
class CachePropertyTest {
  private static final int STEPS = 15;

  @TempDir Path dir;
  private RepoBuilder repo;
  private Path root;

  @BeforeEach
  void repository() throws IOException {
    repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    root = repo.directory();
    for (int i = 0; i < 8; i++) {
      repo.write("src/d" + i % 3 + "/f" + i + ".java", "class F" + i + " {} // one\n");
    }
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "first");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    String[] words = random.nextBoolean() ? new String[] {"--untracked"} : new String[0];
    for (int step = 0; step < STEPS; step++) {
      String what = edit(random);
      String as = "seed " + seed + ", step " + step + ": " + what;
      var cached = single("cached", List.of("--cache-dir", dir.resolve("cache")), words);
      var plain = single("plain", List.of("--no-cache"), words);
      assertThat(cached.code()).as(as + "\n" + cached.err()).isEqualTo(plain.code());
      Map<String, String> expected = files("plain");
      Map<String, String> written = files("cached");
      assertThat(written.keySet()).as(as).isEqualTo(expected.keySet());
      for (String name : expected.keySet()) {
        assertThat(String.valueOf(written.get(name)).lines().toList())
            .as(as + ", " + name)
            .containsExactlyElementsOf(String.valueOf(expected.get(name)).lines().toList());
      }
    }
  }

  /// What git knows is kept from commit to commit, also across merges, renames and ways back.
  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void whatGitKnowsToo(long seed) throws Exception {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      String what = step % 3 == 2 ? merge(random) : edit(random);
      String as = "seed " + seed + ", step " + step + ": " + what;
      String[] words = {"--with", random.nextBoolean() ? "authors,history,blame" : "history,blame"};
      var cached = single("cached", List.of("--cache-dir", dir.resolve("cache")), words);
      var plain = single("plain", List.of("--no-cache"), words);
      assertThat(cached.code()).as(as + "\n" + cached.err()).isEqualTo(plain.code());
      assertThat(files("cached")).as(as).isEqualTo(files("plain"));
    }
  }

  /// A comparison takes what it or a dump kept.
  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void comparisonsToo(long seed) throws Exception {
    Random random = new Random(seed);
    repo.run("tag", "first");
    for (int step = 0; step < STEPS; step++) {
      String what = step % 3 == 2 ? merge(random) : edit(random);
      repo.run("add", "-A");
      repo.run("commit", "-q", "--allow-empty", "-m", "feat: step " + step + " (#" + step + ")");
      String as = "seed " + seed + ", step " + step + ": " + what;
      if (random.nextInt(3) == 0) {
        String[] words = {"--with=authors"};
        single("cached", List.of("--cache-dir", dir.resolve("cache")), words);
      }
      String base = random.nextBoolean() ? "first" : "HEAD~" + random.nextInt(2);
      var cached = compare(base, "--cache-dir", dir.resolve("cache"));
      var plain = compare(base, "--no-cache");
      assertThat(cached.code()).as(as + "\n" + cached.err()).isZero();
      assertThat(cached.out()).as(as).isEqualTo(plain.out());
    }
    try (Stream<Path> kept = Files.list(dir.resolve("cache/trees"))) {
      assertThat(kept).anyMatch(file -> String.valueOf(file.getFileName()).startsWith("walk-"));
    }
  }

  private Invocation.Result compare(String base, Object... cache) {
    return Invocation.in().run("compare", base, "--repo", root, "--json", cache);
  }

  private String merge(Random random) throws IOException {
    repo.run("add", "-A");
    repo.run("commit", "-q", "--allow-empty", "-m", "before the merge");
    repo.run("branch", "-f", "side");
    repo.run("checkout", "-q", "--detach", "HEAD~1");
    repo.write("side/s" + random.nextInt(9) + ".txt", "s" + random.nextInt() + "\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "--allow-empty", "-m", "aside");
    repo.run("merge", "-q", "-s", random.nextBoolean() ? "ours" : "ort", "-m", "merge", "side");
    return "a merge";
  }

  private Invocation.Result single(String out, List<Object> cache, String[] more) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .run(
            List.of("single", root, "--out", dir.resolve(out), "--name", "x"),
            List.of("--format", "md,json,csv", "--max-file-size", "4KiB"),
            cache,
            more);
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

  private String edit(Random random) throws IOException {
    Path file = any(random);
    String name = root.relativize(file).toString();
    switch (random.nextInt(14)) {
      case 0 -> {
        return "nothing";
      }
      case 1 -> {
        repo.write("new/n" + random.nextInt(50) + ".py", "print(" + random.nextInt() + ")\n");
        repo.run("add", "-A");
        return "a new file";
      }
      case 2 -> {
        repo.write("untracked" + random.nextInt(9) + ".txt", "u" + random.nextInt());
        return "an untracked file";
      }
      case 3 -> {
        Files.delete(file);
        return "deleted " + name;
      }
      case 4 -> {
        FileTime before = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 0) {
          bytes[bytes.length / 2] = (byte) ('a' + random.nextInt(26));
        }
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, before);
        return "same size and time, other content: " + name;
      }
      case 5 -> {
        Files.move(file, file.resolveSibling("moved" + random.nextInt(99)));
        repo.run("add", "-A");
        return "renamed " + name;
      }
      case 6 -> {
        String mode = random.nextBoolean() ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return mode + " " + name;
      }
      case 7 -> {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
        return "touched " + name;
      }
      case 8 -> {
        Files.writeString(file, "key = " + Sample.SECRET + "\n");
        return "a secret in " + name;
      }
      case 9 -> {
        Files.write(file, new byte[] {0, 1, 2, (byte) random.nextInt()});
        return "binary " + name;
      }
      case 10 -> {
        Files.writeString(file, "line\n".repeat(900 + random.nextInt(900)));
        return "large " + name;
      }
      case 11 -> {
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("f" + random.nextInt(8)));
        return "a link " + name;
      }
      case 12 -> {
        repo.run("add", "-A");
        repo.run("commit", "-q", "--allow-empty", "-m", "step " + random.nextInt());
        return "a commit";
      }
      default -> {
        repo.run("add", "-A");
        repo.run("commit", "-q", "--allow-empty", "-m", "before");
        repo.run("checkout", "-q", "--detach", random.nextBoolean() ? "HEAD~1" : "main");
        return "another revision";
      }
    }
  }

  private Path any(Random random) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      List<Path> files =
          walk.filter(p -> !p.startsWith(root.resolve(".git")))
              .filter(p -> Files.isRegularFile(p))
              .filter(p -> !Files.isSymbolicLink(p))
              .sorted()
              .toList();
      return files.get(random.nextInt(files.size()));
    }
  }
}

package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `single --watch` as a process, over real files. When changes count as finished is tested without
/// real time; here a machine under load may take as long as it wants.
@Timeout(600)
class WatchTest {
  private static final long LONG_ENOUGH = TimeUnit.MINUTES.toNanos(4);

  @TempDir Path dir;
  private RepoBuilder repo;
  private Path root;
  private Path out;
  private Path work;
  private @Nullable ChildJvm child;
  private @Nullable Process process;

  @BeforeEach
  void repository() throws IOException {
    repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    root = repo.directory();
    out = dir.resolve("out");
    work = Files.createDirectory(dir.resolve("work"));
    write("src/a.txt", "one\n");
    write("README.md", "# A\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "first");
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void watch(String how, Path to, Object... more) throws Exception {
    watch(child(how, to, more));
  }

  private ChildJvm child(String how, Path to, Object... more) throws IOException {
    return new ChildJvm(
        work,
        "> " + dir.resolve("stdout"),
        List.of("single", root, "--watch=" + how, "--out", to, "--name", "x"),
        List.of("--cache-dir", dir.resolve("cache")),
        more);
  }

  private void watch(ChildJvm watching) throws Exception {
    child = watching;
    process = watching.start();
    until("it watches", () -> said().contains("watching "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"watches", "instances"})
  void whereTheSystemWatchesNoMoreItLooksItself(String what) throws Exception {
    assumeThat(canLimit()).as("namespaces of users").isTrue();
    watch(child("auto", out).withInotify(what, what.equals("watches") ? 2 : 0));
    assertThat(said()).contains("the system watches no more directories");
    write("src/a.txt", "two\n");
    untilDumpHolds("two");
  }

  private static boolean canLimit() throws Exception {
    String limit = "echo 1 > /proc/sys/user/max_inotify_watches";
    return new ProcessBuilder("unshare", "-Ur", "sh", "-c", limit)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private String said() {
    return Objects.requireNonNull(child).said();
  }

  private int exitCode() throws InterruptedException {
    return Objects.requireNonNull(child).end(Objects.requireNonNull(process));
  }

  private void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LONG_ENOUGH;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s:%n%s", what, said()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private void untilDumpHolds(String text) throws Exception {
    until("the dump holds " + text, () -> dump().contains(text));
  }

  private String dump() throws IOException {
    Path file = out.resolve("x.md");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /// How often it was made.
  private long runs() throws IOException {
    try (Stream<String> lines = Files.lines(dir.resolve("stdout"), StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.endsWith("x.md")).count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "poll"})
  void whateverChangesIsDumped(String how) throws Exception {
    watch(how, out);
    write("src/a.txt", "two\n");
    untilDumpHolds("two");
    Files.move(root.resolve("README.md"), root.resolve("moved.md"));
    repo.run("add", "-A");
    untilDumpHolds("`moved.md`");
    deleted(root.resolve("src"));
    untilDumpHolds("not in the work tree");
    write("src/a.txt", "again\n");
    untilDumpHolds("again");
    write("src/a.txt", "and again\n");
    untilDumpHolds("and again");
    write("fresh/deep/b.txt", "fresh\n");
    repo.run("add", "-A");
    untilDumpHolds("fresh");
    write("fresh/deep/b.txt", "known now\n");
    untilDumpHolds("known now");
    List<String> whole = List.of("x.manifest.json", "x.md", "x.sha256");
    until("nothing else lies there", () -> files(out).equals(whole));
  }

  private static void deleted(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aBranchSwitchIsOneOfManyChanges() throws Exception {
    repo.run("checkout", "-q", "-b", "other");
    for (int i = 0; i < 1000; i++) {
      write("many/f" + i + ".txt", "number " + i + "\n");
    }
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "many");
    repo.run("checkout", "-q", "main");
    watch("auto", out);
    repo.run("checkout", "-q", "other");
    untilDumpHolds("number 999");
    for (int i = 0; i < 1000; i++) {
      write("many/f" + i + ".txt", "other " + i + "\n");
    }
    untilDumpHolds("other 999");
  }

  @Test
  void itsOwnFilesAreNoChangeAndNotDumped() throws Exception {
    root = Files.createDirectory(dir.resolve("plain"));
    out = root;
    write("a.txt", "one\n");
    watch("auto", root);
    write("a.txt", "two\n");
    untilDumpHolds("two");
    // It may be made once more for the same change; for its own files it would be without end.
    long before = runs();
    Thread.sleep(1500);
    assertThat(runs()).isLessThanOrEqualTo(before + 1);
    assertThat(dump()).contains("a file of this dump").doesNotContain("### `x.md`");
  }

  @Test
  void whatFailsIsToldAndStopsNothing() throws Exception {
    watch("auto", out);
    write("create-dump.toml", "nonsense = 1\n");
    until("it fails", () -> said().contains("error:"));
    write("src/a.txt", "meanwhile\n");
    Files.delete(root.resolve("create-dump.toml"));
    untilDumpHolds("meanwhile");
  }

  @Test
  void itEndsWithTheTree() throws Exception {
    watch("auto", out);
    deleted(root);
    assertThat(exitCode()).as(said()).isEqualTo(12);
    assertThat(said()).contains("is gone");
  }

  @Test
  void itEndsCleanlyOnASignal() throws Exception {
    watch("auto", out);
    write("src/a.txt", "two\n");
    untilDumpHolds("two");
    Objects.requireNonNull(process).destroy();
    assertThat(exitCode()).isEqualTo(130);
    assertThat(files(out)).containsExactlyInAnyOrder("x.md", "x.sha256", "x.manifest.json");
  }
}

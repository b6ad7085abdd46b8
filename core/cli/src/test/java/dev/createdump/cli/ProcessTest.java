package dev.createdump.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a process of its own shows: signals, streams that refuse, the exit code itself.
class ProcessTest {
  @TempDir Path temporary;

  private Path work;
  private Path repo;
  private Path out;

  @BeforeEach
  void paths() throws IOException {
    work = Files.createDirectory(temporary.resolve("work"));
    repo = temporary.resolve("repo");
    out = temporary.resolve("out");
  }

  private ChildJvm diff(String redirection) throws IOException {
    return new ChildJvm(
        work,
        redirection,
        "diff",
        "--repo",
        repo,
        "--base",
        "main",
        "--head",
        "feature",
        "--out",
        out);
  }

  /// A program named git that stops for long in front of the diff, and is git otherwise.
  private Map<String, String> slowGit() throws IOException {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Path git = bin.resolve("git");
    Files.writeString(
        git,
        """
        #!/bin/sh
        case " $* " in *" diff "*|*" diff-tree "*)
          echo $$ >> '%s'
          sleep 300 & echo $! >> '%s'
          wait ;;
        esac
        exec "%s" "$@"
        """
            .formatted(pids(), pids(), realGit()));
    assertThat(git.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", bin + ":" + System.getenv("PATH"));
  }

  private Path pids() {
    return temporary.resolve("pids");
  }

  private static String realGit() {
    for (String directory : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(directory, "git"))) {
        return Path.of(directory, "git").toString();
      }
    }
    throw new IllegalStateException("git is not on the PATH");
  }

  private List<Long> startedGits() throws IOException {
    return Files.exists(pids())
        ? Files.readAllLines(pids()).stream().map(Long::valueOf).toList()
        : List.of();
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsItWith130AndLeavesNothing(String signal) throws Exception {
    Sample.create(repo, "Add things");
    ChildJvm child = diff("").with(slowGit());
    Process process = child.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (startedGits().size() < 2 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    List<Long> gits = startedGits();
    assertThat(gits).as("git runs: %s", child.said()).hasSizeGreaterThanOrEqualTo(2);
    long before = System.nanoTime();
    signal(process, signal);
    assertThat(child.end(process)).isEqualTo(130);
    assertThat(System.nanoTime() - before).as("it ends at once").isLessThan(5_000_000_000L);
    assertThat(child.said()).isEqualTo("error: cancelled\n");
    for (long git : gits) {
      // What a signal ends is gone a moment later.
      ProcessHandle.of(git).ifPresent(gone -> gone.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }
    assertThat(out).doesNotExist();
    assertThat(child.leftBehind()).allMatch(name -> name.startsWith("child-"));
  }

  @Test
  void aSignalAtAnyMomentLeavesWholeFilesOnly() throws Exception {
    RepoBuilder built = Sample.clean(repo);
    built.commit(
        "feature",
        "much",
        edits -> {
          for (int i = 0; i < 300; i++) {
            edits.file("f" + i + ".txt", ("line " + i + "\n").repeat(400));
          }
        });
    SplittableRandom random = new SplittableRandom(20261121);
    for (int round = 0; round < 4; round++) {
      ChildJvm child = diff("");
      Process process = child.start();
      Thread.sleep(300 + random.nextInt(1200));
      signal(process, "TERM");
      int code = child.end(process);
      assertThat(code).as(child.said()).isIn(0, 130);
      assertThat(child.leftBehind()).allMatch(name -> name.startsWith("child-"));
      if (Files.exists(out)) {
        try (var files = Files.list(out)) {
          assertThat(files.map(f -> f.getFileName().toString()))
              .noneMatch(name -> name.endsWith(".tmp") || name.startsWith("."));
        }
      }
    }
  }

  @Test
  void aClosedStandardOutputIsNoSuccess() throws Exception {
    assertThat(new ChildJvm(work, ">&-", "--version").run()).isEqualTo(20);
    assertThat(new ChildJvm(work, ">&-", "diff", "--help").run()).isEqualTo(20);
  }

  @Test
  void aFullDiskIsNoSuccess() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full is missing: not Linux");
    Sample.clean(repo);
    ChildJvm child = diff("> /dev/full");
    assertThat(child.run()).isEqualTo(20);
    assertThat(child.said()).contains("cannot write the result to standard output");
    ChildJvm help = new ChildJvm(work, "> /dev/full", "--help");
    assertThat(help.run()).isEqualTo(20);
  }

  @Test
  void theExitCodeOfTheProcessIsTheOneMeant() throws Exception {
    Sample.create(repo, "Add things");
    assertThat(diff("").run()).isZero();
    assertThat(new ChildJvm(work, "", "dif").run()).isEqualTo(2);
    ChildJvm blocked =
        new ChildJvm(
            work,
            "",
            "diff",
            "--repo",
            repo,
            "--base",
            "main",
            "--head",
            "feature",
            "--out",
            out,
            "--fail-on",
            "secrets");
    assertThat(blocked.run()).isEqualTo(10);
  }

  @Test
  void aBugShowsNoTraceUnlessAskedFor() throws Exception {
    Sample.clean(repo);
    // A provider that cannot be loaded is nothing a user did.
    Path broken = Files.createDirectories(temporary.resolve("broken/META-INF/services"));
    Files.writeString(broken.resolve("dev.createdump.spi.StoreProvider"), "no.such.Provider\n");
    Object[] line = {"diff", "--repo", repo, "--base", "main", "--upload", work.toUri()};
    ChildJvm plain = new ChildJvm(work, "", line).onClassPath(temporary.resolve("broken"));
    assertThat(plain.run()).isEqualTo(1);
    assertThat(plain.said()).contains("create-dump has a bug").doesNotContain("at dev.createdump");
    ChildJvm debug =
        new ChildJvm(work, "", line)
            .onClassPath(temporary.resolve("broken"))
            .with(Map.of("CREATE_DUMP_DEBUG", "1"));
    assertThat(debug.run()).isEqualTo(1);
    assertThat(debug.said()).contains("at dev.createdump.");
  }

  @Test
  void tooLittleMemoryIsSaidAndLeavesNothing() throws Exception {
    Path tree = Files.createDirectories(temporary.resolve("tree"));
    byte[] line = "a line of a file that is far too large for so little memory\n".getBytes(UTF_8);
    for (int file = 0; file < 4; file++) {
      try (var stream = Files.newOutputStream(tree.resolve("f" + file + ".txt"))) {
        for (int i = 0; i < (15 << 20) / line.length; i++) {
          stream.write(line);
        }
      }
    }
    Object[] words = {
      "single", tree, "--out", out, "--max-file-size", "16MiB", "--log-format", "json"
    };
    ChildJvm child = new ChildJvm(work, "", words).withHeap("24m");
    assertThat(child.run()).as(child.said()).isEqualTo(13);
    assertThat(child.said())
        .contains("memory did not suffice", "--max-memory", "\"exit\":13")
        .doesNotContain("\tat ");
    assertThat(child.leftBehind()).allMatch(name -> name.startsWith("child-"));
    if (Files.exists(out)) {
      assertThat(out).isEmptyDirectory();
    }
  }

  /// Trees and batches clean up like changes do.
  @ParameterizedTest
  @ValueSource(strings = {"single", "batch run"})
  void aSignalAmidATreeLeavesWholeFilesOnly(String command) throws Exception {
    Path tree = Files.createDirectories(temporary.resolve("tree"));
    for (int i = 0; i < 400; i++) {
      Files.writeString(tree.resolve("f" + i + ".txt"), ("line " + i + "\n").repeat(2000));
    }
    SplittableRandom random = new SplittableRandom(20261122);
    for (int round = 0; round < 3; round++) {
      Path metrics = temporary.resolve("run.prom");
      Files.deleteIfExists(metrics);
      ChildJvm child =
          new ChildJvm(
              work,
              "",
              command.split(" "),
              List.of(tree, "--out", out, "--format", "md,tar.gz", "--metrics", metrics));
      Process process = child.start();
      Thread.sleep(400 + random.nextInt(1200));
      signal(process, round == 0 ? "INT" : "TERM");
      int code = child.end(process);
      assertThat(code).as(child.said()).isIn(0, 130);
      assertThat(child.leftBehind()).allMatch(name -> name.startsWith("child-"));
      if (Files.exists(out)) {
        try (var files = Files.walk(out)) {
          assertThat(files.map(f -> f.getFileName().toString()))
              .noneMatch(name -> name.endsWith(".tmp") || name.startsWith("."));
        }
      }
      if (Files.exists(metrics)) {
        assertThat(metrics).content().contains("_exit_code{").contains("} " + code + "\n");
      }
    }
  }
}

package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a killed run leaves behind, what a broken repository holds, and what a repository may be
/// called.
@Timeout(120)
class LeftoversTest {
  @TempDir Path temporary;

  private Path repo;
  private RepoBuilder built;

  @SuppressWarnings("NullAway.Init") // JUnit calls start() before any test
  LeftoversTest() {}

  @BeforeEach
  void start() {
    repo = temporary.resolve("repo");
    built = Sample.clean(repo);
  }

  private ChildJvm diff(String base) throws IOException {
    return new ChildJvm(
        temporary, "", "diff", "--repo", repo, "--out", "out", "--base", base, "--head", "feature");
  }

  /// A private directory of a process, as a run that was killed leaves it.
  private Path left(long pid, String more, Duration age) throws IOException {
    Path left =
        Files.createDirectories(
            temporary.resolve("create-dump-git-" + Long.toHexString(pid) + more + "/objects"));
    Files.writeString(left.resolveSibling("config"), "[core]\n");
    FileTime then = FileTime.from(Instant.now().minus(age));
    return Files.setLastModifiedTime(left.resolveSibling(""), then);
  }

  private static long over() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void whatKilledRunsLeftIsRemovedByALaterOne() throws Exception {
    Duration old = Duration.ofDays(2);
    long over = over();
    Path dead = left(over, "", old);
    Path second = left(over, "-3", old);
    Path young = left(over, "-4", Duration.ofMinutes(5));
    Path alive = left(ProcessHandle.current().pid(), "", old);
    Path other = Files.createDirectory(temporary.resolve("create-dump-git-notes"));
    Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(old)));
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path kept = Files.writeString(elsewhere.resolve("kept"), "x");
    Path link = temporary.resolve("create-dump-git-" + Long.toHexString(over) + "-5");
    Files.createSymbolicLink(link, elsewhere);
    ChildJvm run = diff("main");
    assertThat(run.run()).as(run.said()).isZero();
    assertThat(dead).doesNotExist();
    assertThat(second).doesNotExist();
    assertThat(young).isDirectory();
    assertThat(alive).isDirectory();
    assertThat(other).isDirectory();
    assertThat(link).isSymbolicLink();
    assertThat(kept).hasContent("x");
  }

  /// git would wait for ever for somebody to write.
  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/pipe", "refs/remotes/origin/pipe", "refs/pipe"})
  void aRefThatIsAPipeIsRefused(String ref) throws Exception {
    pipe(repo.resolve(".git").resolve(ref));
    String base = ref.equals("refs/remotes/origin/pipe") ? "origin/pipe" : "pipe";
    ChildJvm run = diff(base + "~0");
    assertThat(run.run()).isEqualTo(12);
    assertThat(run.said()).contains(ref + " is no file that git would write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"packed-refs", "HEAD", "refs/heads/feature"})
  void othersFilesThatArePipesAreRefused(String file) throws Exception {
    built.run("symbolic-ref", "HEAD", "refs/heads/feature");
    pipe(repo.resolve(".git").resolve(file));
    ChildJvm run = diff("main");
    assertThat(run.run()).isEqualTo(12);
    assertThat(run.said()).contains(file + " is no file that git would write");
  }

  private static void pipe(Path path) throws Exception {
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  @Test
  void aRepositoryNamedLikeASecretIsRedactedAndDumped() throws Exception {
    Path named = temporary.resolve(Sample.SECRET);
    Sample.clean(named);
    Path store = Files.createDirectory(temporary.resolve("store"));
    var result =
        Invocation.in()
            .run(
                "diff",
                "--repo",
                named,
                "--base",
                "main",
                "--head",
                "feature",
                "--out",
                temporary.resolve("out"),
                "--upload",
                store.toUri());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).doesNotContain(Sample.SECRET).contains("/repository_");
    assertThat(result.err()).doesNotContain(Sample.SECRET).contains("in the repository's name");
    for (Path place : new Path[] {temporary.resolve("out"), store}) {
      try (var files = Files.walk(place)) {
        for (Path file : files.toList()) {
          assertThat(file.toString()).doesNotContain(Sample.SECRET);
          if (Files.isRegularFile(file)) {
            assertThat(Files.readString(file)).doesNotContain(Sample.SECRET);
          }
        }
      }
    }
  }

  @Test
  void aNameThatSomebodyChoseStays() {
    var result =
        Invocation.in()
            .with("CREATE_DUMP_OUTPUT_NAME", "change")
            .run(
                "diff",
                "--repo",
                repo,
                "--base",
                "main",
                "--head",
                "feature",
                "--out",
                temporary.resolve("out"));
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("/change.md");
  }
}

package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every shape a repository has on disk, by both implementations.
abstract class GitLayoutContract {
  @TempDir Path dir;

  abstract Git open(Path directory) throws Failure;

  private RepoBuilder twoCommits(Path at) {
    RepoBuilder repo = RepoBuilder.init(at);
    repo.commit("main", "one", edits -> edits.file("a", "1\n").file("b", "same\n"));
    repo.commit("main", "two", edits -> edits.file("a", "2\n"));
    return repo;
  }

  /// HEAD, its parent and the difference can be read from a directory.
  private void assertReadable(Path directory, String head) throws Exception {
    try (Git git = open(directory)) {
      Commit two = git.commit("HEAD").orElseThrow();
      assertThat(two.id().hex()).isEqualTo(head);
      ObjectId one = git.commit("HEAD~1").orElseThrow().id();
      assertThat(git.mergeBases(one, two.id())).containsExactly(one);
      try (RawDiff diff = DiffJudge.read(git, one.hex(), head)) {
        assertThat(diff.entries()).hasSize(1);
        assertThat(
                new String(
                    diff.entries().getFirst().section().bytes(),
                    java.nio.charset.StandardCharsets.US_ASCII))
            .endsWith("@@ -1 +1 @@\n-1\n+2\n");
      }
    }
  }

  @Test
  void aPlainCheckoutIsFoundFromBelow() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    Path below = Files.createDirectories(repo.directory().resolve("x/y"));
    assertReadable(below, repo.id("HEAD"));
  }

  @Test
  void aBareRepository() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    RepoBuilder bare = repo.cloneTo(dir.resolve("bare.git"), "--bare");
    assertReadable(bare.directory(), repo.id("HEAD"));
    try (Git git = open(bare.directory())) {
      assertThat(git.directory().workTreeOrNull()).isNull();
      assertThat(git.directory().directoryName()).isEqualTo("bare");
    }
  }

  @Test
  void aLinkedWorkTreeHasItsOwnHead() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    String head = repo.id("HEAD");
    repo.commit("main", "three", edits -> edits.file("a", "3\n"));
    repo.run("worktree", "add", "--quiet", "--detach", dir.resolve("linked").toString(), head);
    assertReadable(dir.resolve("linked"), head);
  }

  @Test
  void aSubmoduleWhoseGitDirectoryLiesElsewhere() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    Path elsewhere = dir.resolve("super/.git/modules/r");
    Files.createDirectories(elsewhere.getParent());
    Files.move(repo.directory().resolve(".git"), elsewhere);
    Files.writeString(repo.directory().resolve(".git"), "gitdir: ../super/.git/modules/r\n");
    Files.createDirectories(repo.directory());
    assertReadable(repo.directory(), AnyGit.of(elsewhere, "main"));
  }

  @Test
  void packedRefsAndPackedObjects() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    repo.run("gc", "--quiet");
    repo.run("pack-refs", "--all");
    assertReadable(repo.directory(), repo.id("HEAD"));
  }

  @Test
  void aRepositoryWithoutConfiguration() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    String head = repo.id("HEAD");
    Files.delete(repo.directory().resolve(".git/config"));
    assertReadable(repo.directory(), head);
    try (Git git = open(repo.directory())) {
      assertThat(git.remotes()).isEmpty();
    }
  }

  @Test
  void aBrokenConfigurationIsNotObeyedEither() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    String head = repo.id("HEAD");
    Files.writeString(repo.directory().resolve(".git/config"), "[core\n\tbare = maybe\n\0]");
    assertReadable(repo.directory(), head);
  }

  @Test
  void borrowedObjects() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    String head = repo.id("HEAD");
    RepoBuilder one = repo.cloneTo(dir.resolve("one"), "--reference", repo.directory().toString());
    RepoBuilder two = one.cloneTo(dir.resolve("two"), "--reference", one.directory().toString());
    assertThat(two.directory().resolve(".git/objects/info/alternates")).exists();
    assertReadable(two.directory(), head);
  }

  @Test
  void borrowedObjectsByARelativePath() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    RepoBuilder empty = RepoBuilder.init(dir.resolve("e"));
    Files.writeString(
        empty.directory().resolve(".git/objects/info/alternates"), "../../../r/.git/objects\n");
    Files.writeString(empty.directory().resolve(".git/refs/heads/main"), repo.id("HEAD") + "\n");
    assertReadable(empty.directory(), repo.id("HEAD"));
  }

  @Test
  void aCutHistory() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    RepoBuilder shallow = repo.cloneTo(dir.resolve("s"), "--depth=1");
    try (Git git = open(shallow.directory())) {
      ObjectId head = git.commit("HEAD").orElseThrow().id();
      assertThat(git.shallowCommits()).containsExactly(head);
      assertThat(git.commit("HEAD~1")).isEmpty();
      assertThat(git.mergeBases(head, head)).containsExactly(head);
    }
    try (Git git = open(repo.directory())) {
      assertThat(git.shallowCommits()).isEmpty();
    }
  }

  @Test
  void anUnbornHeadNamesNothing() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    try (Git git = open(repo.directory())) {
      assertThat(git.commit("HEAD")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "\"quoted\"",
        "colon:ed",
        "line\nfeed",
        "back\\slash",
        "tab\t",
        "-dash",
        "'",
        "$(id)",
        "ends ",
        "semi;colon",
        "Jürgen-日本"
      })
  void anyName(String name) throws Exception {
    assumeTrue(
        name.chars().allMatch(c -> c < 128)
            || "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
        "needs a UTF-8 locale: run with LC_ALL=C.UTF-8");
    RepoBuilder plain = twoCommits(dir.resolve("r"));
    Path named = Files.move(plain.directory(), dir.resolve(name));
    assertReadable(named, AnyGit.of(named.resolve(".git"), "main"));
    AnyGit.run(named, "worktree", "add", "--quiet", "--detach", dir.resolve("linked").toString());
    assertReadable(dir.resolve("linked"), AnyGit.of(named.resolve(".git"), "main"));
  }

  @Test
  void aDirectoryOfAnotherUser() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root, to give a directory away");
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    String head = repo.id("HEAD");
    Files.walkFileTree(
        repo.directory(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws java.io.IOException {
            Files.setAttribute(file, "unix:uid", 12345);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
              throws java.io.IOException {
            Files.setAttribute(at, "unix:uid", 12345);
            return FileVisitResult.CONTINUE;
          }
        });
    assertReadable(repo.directory(), head);
    try (Git git = open(repo.directory())) {
      assertThat(git.remotes()).isEmpty();
    }
  }

  @Test
  void noRepositoryIsSaid() throws Exception {
    Path none = Files.createDirectories(dir.resolve("none"));
    assertThatThrownBy(() -> open(none))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("is in no git repository");
    assertThatThrownBy(() -> open(dir.resolve("absent")))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("there is no directory");
    Files.writeString(none.resolve(".git"), "gitdir: ../gone\n");
    assertThatThrownBy(() -> open(none))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("does not lead to a repository");
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    RepoBuilder repo = twoCommits(dir.resolve("r"));
    String before = Listing.of(repo.directory());
    try (Git git = open(repo.directory())) {
      git.commit("HEAD");
      assertThat(quarantines(repo.directory())).isEqualTo(1);
    }
    assertThat(Listing.of(repo.directory())).isEqualTo(before);
    assertThat(quarantines(repo.directory())).isZero();
  }

  /// How many views there are of this repository; other tests have theirs in the same directory.
  private static long quarantines(Path repository) throws Exception {
    Path refs = repository.resolve(".git/refs");
    try (var list = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return list.filter(
              dir ->
                  dir.getFileName().toString().startsWith("create-dump-git-")
                      && pointsTo(dir.resolve("refs"), refs))
          .count();
    }
  }

  private static boolean pointsTo(Path link, Path target) {
    try {
      return Files.readSymbolicLink(link).equals(target);
    } catch (java.io.IOException e) {
      return false;
    }
  }
}

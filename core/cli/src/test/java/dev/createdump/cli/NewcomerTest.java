package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people try first, and repositories that are not as most are.
@Timeout(120)
class NewcomerTest {
  @TempDir Path dir;

  private static void refused(int code, Invocation.Result result, String... said) {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.err()).contains(said).contains(" hint: ");
  }

  @Test
  void whatIsNoFileIsNotRestored() throws Exception {
    Path pipe = dir.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path to = dir.resolve("to");
    refused(2, Invocation.in().run("rollback", pipe, "--to", to), "is no plain file");
    refused(2, Invocation.in().run("rollback", dir, "--to", to), "is a directory", "NAME.md");
    refused(23, Invocation.in().run("rollback", dir.resolve("no"), "--to", to), "there is no file");
    assertThat(to).doesNotExist();
  }

  @Test
  void aBareRepositoryHasNoFiles() {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    repo.commit("main", "one", e -> e.file("d/pom.xml", "<project/>\n"));
    Path bare = repo.cloneTo(dir.resolve("bare.git"), "--bare").directory();
    Path out = dir.resolve("out");
    refused(12, Invocation.in().run("single", bare, "--out", out), "bare repository", "--rev");
    refused(12, Invocation.in().run("batch", "run", bare, "--out", out), "bare repository");
    var revision = Invocation.in().run("single", bare, "--rev", "main", "--out", out);
    assertThat(revision.code()).as(revision.err()).isZero();
    assertThat(revision.file(".md")).content().contains("### `d/pom.xml`");
    var all = Invocation.in().run("single", bare, "--all-files", "--out", out);
    assertThat(all.file(".md")).content().contains("### `HEAD`");
  }

  @Test
  void whatIsNotThereIsNotWatched() {
    refused(
        12, Invocation.in().run("single", dir.resolve("no"), "--watch"), "there is no directory");
  }

  @Test
  void aMarkerIsAName() {
    RepoBuilder.init(dir.resolve("repo"));
    refused(
        2,
        Invocation.in().run("batch", "run", dir.resolve("repo"), "--marker", "../x", "--list"),
        "is no name of a file");
  }

  @Test
  void aGroupSaysItsParts() {
    for (List<String> group : List.of(List.of("plugins", "list"), List.of("store", "check"))) {
      refused(2, Invocation.in().run(group.getFirst()), "One of " + group.getLast());
    }
  }

  private static Invocation on(int day) {
    return Invocation.in().with("SOURCE_DATE_EPOCH", String.valueOf(day * 86_400));
  }

  /// A dump of everything holds no dump that was made of it before, and does not grow.
  @ParameterizedTest
  @ValueSource(strings = {"--untracked", "--all-files"})
  void dumpsWithinTheTreeStayOutOfDumps(String choice) throws Exception {
    RepoBuilder repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    Path root = repo.directory();
    Files.writeString(root.resolve("package.json"), "{}\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "one");
    Path out = root.resolve("out");
    for (int day = 1; day <= 3; day++) {
      var batch =
          on(day).run("batch", "run", root, choice, "--out", out.resolve("dumps"), "--json");
      assertThat(batch.code()).as(batch.err()).isZero();
      assertThat(batch.out()).as("day " + day).contains("\"bytes\" : 3,");
    }
    for (int day = 1; day <= 3; day++) {
      var single = on(day).run("single", root, choice, "--out", out, "--exclude", "dumps");
      assertThat(single.err()).as("day " + day).contains(", 1 line, 3 bytes (");
    }
    repo.run("add", "-A");
    assertThat(Invocation.in().run("single", root, "--out", out, "--dry-run").err())
        .as("what git tracks is anybody's")
        .doesNotContain("excluded");
  }

  /// What Java cannot open is said, and is not taken for what its name looks like.
  @Test
  void namesThatAreNoTextAreNotTakenForOthers() throws Exception {
    Path root = Files.createDirectories(dir.resolve("tree"));
    Files.writeString(root.resolve("x\ufffd"), "the real one\n");
    String script = "cd \"$1\" && mkdir \"$2\" && touch \"$2/f\" \"x$2\"";
    String name = "$(printf '\\351%%')";
    var make = new ProcessBuilder("sh", "-c", script.replace("$2", name), "sh", root.toString());
    assertThat(make.start().waitFor()).isZero();
    var result =
        Invocation.in().run("single", root, "--out", dir.resolve("out"), "--format", "csv", "-v");
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err())
        .contains("not read: 2 paths", "x\\xe9%: excluded (cannot be read: its name is no UTF-8")
        .contains("\\xe9%/f: excluded", "x\ufffd: included");
  }

  /// As git does it: what the user configures, or the usual file, and nothing of the repository's.
  @Test
  void theUsersOwnIgnoreFileCounts() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    for (String name : List.of("a.log", "b.tmp", "c.txt")) {
      Files.writeString(repo.directory().resolve(name), "x\n");
    }
    repo.run("config", "core.excludesFile", dir.resolve("repository's").toString());
    Files.writeString(dir.resolve("repository's"), "*\n");
    Path home =
        Files.createDirectories(dir.resolve("home/.config/git")).resolve("../..").normalize();
    Files.writeString(home.resolve(".config/git/ignore"), "*.tmp\n");
    Object[] words = {"single", repo.directory(), "--untracked", "--out", dir.resolve("out"), "-v"};
    Invocation user = Invocation.in().with("HOME", home.toString());
    assertThat(user.run(words).err()).contains("a.log: ", "c.txt: ").doesNotContain("b.tmp");
    Files.writeString(home.resolve(".gitconfig"), "[core]\n\texcludesFile = ~/mine\n");
    Files.writeString(home.resolve("mine"), "*.log\n");
    assertThat(user.run(words).err()).contains("b.tmp: ", "c.txt: ").doesNotContain("a.log");
  }

  /// A linked work tree's `.git` is a file, and no more of the tree than the directory is.
  @Test
  void aLinkedWorkTreeComesBackWhole() throws Exception {
    RepoBuilder repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    Files.writeString(repo.directory().resolve("a"), "a\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "one");
    Path linked = dir.resolve("linked");
    repo.run("worktree", "add", "-q", linked.toString());
    var all = Invocation.in().run("single", linked, "--all-files", "--out", dir.resolve("out"));
    assertThat(all.err()).contains("1 path, ");
    Path back = dir.resolve("back");
    assertThat(Invocation.in().run("rollback", all.file(".md"), "--to", back).code()).isZero();
  }

  @Test
  void aMergeThatIsNotFinishedIsSaid() throws Exception {
    RepoBuilder repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    Path file = repo.directory().resolve("a");
    for (String side : List.of("start", "theirs", "ours")) {
      repo.run(
          "checkout", "-q", side.equals("ours") ? "main" : "-B", side.equals("ours") ? "--" : side);
      Files.writeString(file, side + "\n");
      repo.run("add", "-A");
      repo.run("commit", "-q", "-m", side);
      if (side.equals("start")) {
        repo.run("branch", "-f", "main");
      }
    }
    assertThat(
            new ProcessBuilder("git", "merge", "-q", "theirs")
                .directory(repo.directory().toFile())
                .redirectErrorStream(true)
                .start()
                .waitFor())
        .isOne();
    var index =
        Invocation.in().run("single", repo.directory(), "--index", "--out", dir.resolve("out"));
    assertThat(index.err())
        .contains("1 path has conflicts of a merge that is not finished; dumped is our version");
    assertThat(index.file(".md")).content().contains("\nours\n").doesNotContain("start");
    var disk = Invocation.in().run("single", repo.directory(), "--out", dir.resolve("disk"));
    assertThat(disk.err()).contains("dumped is what is on disk");
  }

  @Test
  void whatIsOnlyIntendedToBeAddedIsNoEmptyFile() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    for (String name : List.of("staged", "sub/later")) {
      repo.write(name, "content\n");
    }
    repo.write("empty", "");
    repo.run("add", "staged", "empty");
    repo.run("add", "--intent-to-add", "sub/later");
    for (Path root : List.of(repo.directory(), repo.directory().resolve("sub"))) {
      var index =
          Invocation.in()
              .run("single", root, "--index", "--format", "csv", "--out", dir.resolve("out"), "-v");
      assertThat(index.code()).as(index.err()).isZero();
      assertThat(index.err()).contains("later: excluded (only intended to be added (git add -N)");
    }
    var disk = Invocation.in().run("single", repo.directory(), "--out", dir.resolve("disk"));
    assertThat(disk.file(".md")).content().contains("`sub/later`").doesNotContain("intended");
    var none =
        Invocation.in().run("single", repo.directory(), "--diff-since", "HEAD", "--out", dir);
    assertThat(none.code()).isEqualTo(12);
    assertThat(none.err()).contains("there is no commit yet, and so nothing that changed");
  }

  @Test
  void aRepositoryWithinAnotherIsNamedWhereItIsNotTaken() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    repo.write("a", "1\n");
    repo.run("add", "a");
    RepoBuilder nested = RepoBuilder.init(repo.directory().resolve("nested"));
    nested.write("f", "2\n");
    var result =
        Invocation.in()
            .run("single", repo.directory(), "--untracked", "-v", "--out", dir.resolve("out"));
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("nested: excluded (a repository of its own, in which git looks for no files;");
  }

  @Test
  void aDirectoryThatCannotBeListedIsNamedAndTheRunIsNotWhole() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    Path locked = Files.createDirectory(repo.directory().resolve("locked"));
    repo.write("locked/f", "1\n");
    repo.write("a", "1\n");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(locked), "permissions do not bind root; run as another user");
      for (String choice : List.of("--untracked", "--all-files")) {
        var result =
            Invocation.in()
                .run("single", repo.directory(), choice, "-v", "--out", dir.resolve("o"));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("locked: excluded (cannot be listed: permission denied)");
      }
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Nothing of them is followed, waited for, or taken for an option.
  @Test
  void namesAndKindsThatNobodyExpects() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    Path root = repo.directory();
    for (String name : List.of("new\nline", "e\u001b[31m", "-rf", "--out", "\u202egnp.exe")) {
      Files.writeString(root.resolve(name), "x\n");
    }
    link(root, "loop1", "loop2");
    link(root, "loop2", "loop1");
    link(root, "self", ".");
    repo.run("add", "-A");
    assertThat(new ProcessBuilder("mkfifo", root + "/pipe").start().waitFor()).isZero();
    for (String choice : List.of("--untracked", "--all-files", "--index")) {
      var result =
          Invocation.in()
              .run("single", root, choice, "--out", dir.resolve("out"), "--with", "blame");
      assertThat(result.code()).as(result.err()).isEqualTo(12);
      assertThat(result.err()).contains("there is no commit yet");
      var plain = Invocation.in().run("single", root, choice, "--out", dir.resolve("out"), "-v");
      assertThat(plain.code()).as(plain.err()).isZero();
      assertThat(plain.out() + plain.err()).doesNotContain("\u001b", "\u202e");
    }
    repo.run("config", "user.name", "Ada Example");
    repo.run("config", "user.email", "ada@example.org");
    repo.run("commit", "-q", "-m", "one");
    Path out = dir.resolve("after");
    var known = Invocation.in().run("single", root, "--out", out, "--with", "blame,authors");
    assertThat(known.code()).as(known.err()).isZero();
    Path tar = Invocation.in().run("single", root, "--out", out, "--format", "tar").file(".tar");
    Path back = dir.resolve("back");
    assertThat(Invocation.in().run("archive", "verify", tar).code()).isZero();
    assertThat(Invocation.in().run("rollback", tar, "--to", back).code()).isZero();
    assertThat(back.resolve("new\nline")).hasContent("x");
    assertThat(Files.readSymbolicLink(back.resolve("loop1"))).hasToString("loop2");
  }

  private static void link(Path root, String name, String to) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(to));
  }
}

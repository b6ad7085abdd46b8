package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

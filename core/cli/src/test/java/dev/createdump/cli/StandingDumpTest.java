package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that would make the dump again that is there says so, and leaves it.
class StandingDumpTest {
  @TempDir Path dir;
  private RepoBuilder repo;
  private Path root;

  @BeforeEach
  void repository() throws IOException {
    repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    root = repo.directory();
    Files.createDirectories(root.resolve("src"));
    Files.writeString(root.resolve("src/A.java"), "class A {}\n");
    Files.writeString(root.resolve("README.md"), "# A\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "first");
    age();
  }

  /// Nothing of it can have changed unseen since.
  private void age() throws IOException {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Invocation.Result single(Object... more) {
    return Invocation.in()
        .run(
            List.of("single", root, "--out", dir.resolve("out")),
            List.of("--cache-dir", dir.resolve("cache")),
            more);
  }

  private void assertStanding(Invocation.Result first, Invocation.Result second) {
    assertThat(second.code()).isEqualTo(first.code());
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).startsWith(first.err()).contains("unchanged: ");
  }

  private void assertMadeAnew(Invocation.Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("unchanged");
  }

  @Test
  void whatDidNotChangeIsLeft() throws IOException {
    var first = single("--format", "md,json");
    assertMadeAnew(first);
    FileTime before = Files.getLastModifiedTime(first.file(".md"));
    assertStanding(first, single("--format", "md,json"));
    assertStanding(first, single("--format", "md,json"));
    assertThat(Files.getLastModifiedTime(first.file(".md"))).isEqualTo(before);
    assertMadeAnew(single("--format", "md"));
    assertMadeAnew(single("--format", "md,json", "--no-cache"));
  }

  /// The branch that is checked out may be another name of one.
  @Test
  void aBranchBehindABranchCounts() throws IOException {
    String branch = repo.run("symbolic-ref", "HEAD");
    repo.run("symbolic-ref", "refs/heads/alias", branch);
    repo.run("symbolic-ref", "HEAD", "refs/heads/alias");
    age();
    assertStanding(single(), single());
    repo.run("commit", "-q", "--allow-empty", "-m", "elsewhere");
    assertMadeAnew(single());
  }

  @Test
  void whatBlocksKeepsBlocking() throws IOException {
    Files.writeString(root.resolve("README.md"), "key = " + Sample.SECRET + "\n");
    age();
    var first = single("--scan-secrets", "--fail-on", "secrets", "--json");
    assertThat(first.code()).as(first.err()).isEqualTo(10);
    assertStanding(first, single("--scan-secrets", "--fail-on", "secrets", "--json"));
    try (var kept = Files.list(dir.resolve("cache/trees"))) {
      for (Path file : kept.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(Sample.SECRET)
            .doesNotContain("class A");
      }
    }
  }

  @Test
  void everyChangeIsSeen() throws IOException {
    single("--name", "x");
    Files.writeString(root.resolve("README.md"), "# B\n");
    assertMadeAnew(single("--name", "x"));
    assertThat(dir.resolve("out/x.md")).content().contains("# B");
    repo.run("commit", "-q", "-a", "-m", "second");
    assertMadeAnew(single("--name", "x"));
    assertThat(dir.resolve("out/x.md")).content().contains("second");
    Files.writeString(root.resolve("new.txt"), "new\n");
    assertThat(single("--name", "x").err()).as("git does not track it").contains("unchanged");
    repo.run("add", "new.txt");
    assertMadeAnew(single("--name", "x"));
    Files.delete(root.resolve("new.txt"));
    assertMadeAnew(single("--name", "x"));
    Files.writeString(root.resolve("create-dump.toml"), "[report]\ntitle = \"Other\"\n");
    assertMadeAnew(single("--name", "x"));
    Files.move(root.resolve("src"), root.resolve("other"));
    Files.createSymbolicLink(root.resolve("src"), Path.of("other"));
    assertThat(single("--name", "x").err()).doesNotContain("unchanged");
  }

  /// What is left out for what it holds may come to hold something else.
  @Test
  void contentThatIsLeftOutIsLookedAt() throws IOException {
    for (String[] words :
        List.of(
            new String[] {"--contains", "wanted"},
            new String[] {"--not-contains", "A"},
            new String[] {"--min-size", "1KiB"},
            new String[] {"--language", "Python"})) {
      Files.writeString(root.resolve("README.md"), "# A\n");
      Files.writeString(root.resolve("run"), "#!/bin/sh A\n");
      repo.run("add", "-A");
      age();
      String name = words[0].substring(2);
      assertMadeAnew(single("--name", name, words[0], words[1]));
      assertThat(single("--name", name, words[0], words[1]).err()).contains("unchanged");
      Files.writeString(root.resolve("README.md"), "# wanted\n" + "#\n".repeat(1000));
      Files.writeString(root.resolve("run"), "#!/usr/bin/env python3\n");
      assertMadeAnew(single("--name", name, words[0], words[1]));
    }
  }

  /// A policy is known by its digest, whenever and however it comes.
  @Test
  void aPolicyThatIsTheSameChangesNothing() throws IOException {
    Path policy = dir.resolve("policy.toml");
    Files.writeString(policy, "[enforce.scan]\nsecrets = true\n");
    Object[] words = {"--policy", policy.toUri(), "--name", "x"};
    var first = single(words);
    assertMadeAnew(first);
    assertStanding(first, single(words));
    Files.writeString(policy, "[enforce.scan]\nsecrets = true\n# said otherwise\n");
    assertMadeAnew(single(words));
    assertThat(single(words).err()).contains("unchanged: ");
    Files.writeString(policy, "[enforce.tree]\ntoc = \"tree\"\n");
    assertMadeAnew(single(words));
    assertMadeAnew(single("--name", "x"));
  }

  @Test
  void whatChangedSinceARevisionStandsWhileTheRevisionDoes() throws IOException {
    repo.run("branch", "base");
    Files.writeString(root.resolve("README.md"), "# B\n");
    repo.run("rm", "-q", "src/A.java");
    repo.run("commit", "-q", "-a", "-m", "second");
    age();
    Object[] words = {"--diff-since", "base", "--format", "md,csv", "--name", "x"};
    var first = single(words);
    assertMadeAnew(first);
    assertThat(first.file(".csv")).content().contains("src/A.java", "deleted since base");
    assertStanding(first, single(words));
    Files.createDirectories(root.resolve("src"));
    Files.writeString(root.resolve("src/A.java"), "class A {}\n");
    repo.run("add", "-A");
    assertMadeAnew(single(words));
    age();
    assertThat(single(words).err()).contains("unchanged: ");
    repo.run("branch", "-f", "base", "HEAD");
    assertMadeAnew(single(words));
    repo.run("branch", "-D", "base");
    assertThat(single(words).code()).isEqualTo(12);
  }

  @Test
  void aTagIsSeen() throws IOException {
    assertMadeAnew(single("--name", "x"));
    repo.run("tag", "v1");
    assertMadeAnew(single("--name", "x"));
    assertThat(dir.resolve("out/x.md")).content().contains("| Tag | `v1` |");
    repo.run("tag", "deep/v2");
    assertMadeAnew(single("--name", "x"));
    age();
    assertThat(single("--name", "x").err()).contains("unchanged");
    repo.run("tag", "-d", "v1");
    assertMadeAnew(single("--name", "x"));
    assertThat(dir.resolve("out/x.md")).content().contains("deep/v2").doesNotContain("`v1`");
    repo.run("pack-refs", "--all");
    repo.run("tag", "deep/v3");
    assertMadeAnew(single("--name", "x"));
  }

  @Test
  void whatGitKnowsStandsWithItsCommit() throws IOException {
    Object[] words = {"--with", "authors,history,blame", "--untracked", "--format", "json,csv"};
    Files.writeString(root.resolve("new.txt"), "new\n");
    age();
    var first = single(words);
    assertMadeAnew(first);
    assertThat(first.file(".csv")).content().contains(",untracked,");
    assertStanding(first, single(words));
    repo.run("add", "new.txt");
    var tracked = single(words);
    assertMadeAnew(tracked);
    assertThat(tracked.file(".csv")).content().doesNotContain(",untracked,");
    repo.run("commit", "-q", "-m", "second");
    assertMadeAnew(single(words));
    repo.run("commit", "-q", "--amend", "--author", "Bea <b@example.org>", "-m", "second");
    var amended = single(words);
    assertMadeAnew(amended);
    assertThat(amended.file(".csv")).content().contains(",Bea,");
    assertStanding(amended, single(words));
    assertMadeAnew(single("--since", "90d"));
    assertMadeAnew(single("--since", "90d"));
    assertMadeAnew(single("--commit", "main"));
    assertMadeAnew(single("--commit", "main"));
    var since = single("--since", "2001-01-01", "--author", "Bea");
    assertMadeAnew(since);
    assertStanding(since, single("--since", "2001-01-01", "--author", "Bea"));
  }

  @Test
  void whatWasTouchedAloneIsTheSame() throws IOException {
    var first = single();
    Files.setLastModifiedTime(root.resolve("README.md"), FileTime.fromMillis(1000));
    assertStanding(first, single());
    Files.writeString(root.resolve("README.md"), "# B\n");
    Files.writeString(root.resolve("README.md"), "# A\n");
    assertStanding(first, single());
  }

  @Test
  void aDumpThatIsNotWholeIsMadeAnew() throws IOException {
    single("--name", "x");
    byte[] before = Files.readAllBytes(dir.resolve("out/x.md"));
    byte[] other = before.clone();
    other[5] ^= 1;
    Files.write(dir.resolve("out/x.md"), other);
    assertMadeAnew(single("--name", "x"));
    assertThat(Files.readAllBytes(dir.resolve("out/x.md"))).isEqualTo(before);
    Files.delete(dir.resolve("out/x.sha256"));
    assertMadeAnew(single("--name", "x"));
    assertThat(dir.resolve("out/x.sha256")).exists();
  }

  @Test
  void filesOutsideARepositoryToo() throws IOException {
    root = Files.createDirectories(dir.resolve("plain/deep"));
    Files.writeString(root.resolve("a.txt"), "a\n");
    Files.createDirectory(root.resolve("empty"));
    root = dir.resolve("plain");
    age();
    var first = single();
    assertMadeAnew(first);
    assertStanding(first, single());
    Files.writeString(root.resolve("deep/empty/b.txt"), "b\n");
    assertMadeAnew(single("--name", "x"));
    assertThat(dir.resolve("out/x.md")).content().contains("deep/empty/b.txt");
  }

  @Test
  void whereNothingMayBeKeptNothingIs() throws IOException {
    assertMadeAnew(Invocation.in().with("HOME", dir.toString()).run("single", root, "--out", dir));
    assertThat(dir.resolve(".cache/create-dump/trees")).isNotEmptyDirectory();
    single("--no-scan-secrets");
    assertThat(dir.resolve("cache")).doesNotExist();
    var ci = Invocation.in().with("CI", "true").with("HOME", dir + "/ci");
    assertMadeAnew(ci.run("single", root, "--out", dir));
    assertThat(dir.resolve("ci")).doesNotExist();
    Files.writeString(root.resolve("create-dump.toml"), "[cache]\ndir = \"c\"\n");
    var refused = Invocation.in().run("single", root, "--out", dir);
    assertThat(refused.code()).isEqualTo(11);
    assertThat(refused.err()).contains("cache.dir stands in");
  }
}

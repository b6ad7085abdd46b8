package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.policy.Settings;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of clones that left files out, as `git clone --filter` makes them.
final class PartialCloneTest {
  @TempDir Path dir;
  private RepoBuilder origin;
  private String head;

  /// More files than one pipe takes names of, large enough to be sent as differences.
  @BeforeEach
  void build() {
    origin = RepoBuilder.init(dir.resolve("origin"));
    origin.run("config", "uploadpack.allowFilter", "true");
    origin.run("config", "uploadpack.allowAnySHA1InWant", "true");
    String fork =
        origin.commit(
            "main",
            "fork point",
            edits -> {
              edits.file("settings", "of the base\n");
              IntStream.range(0, 150).forEach(i -> edits.file("f" + i, text(i, "before")));
            });
    origin.branch("topic", fork);
    origin.commit("main", "main goes on", edits -> edits.file("main", "1\n"));
    head =
        origin.commit(
            "topic",
            "changes",
            edits -> {
              edits.delete("settings");
              edits.delete("f0");
              edits.file("moved", text(0, "moved"));
              IntStream.range(1, 150).forEach(i -> edits.file("f" + i, text(i, "after")));
            });
    origin.run("gc", "--quiet");
  }

  private static String text(int seed, String word) {
    return IntStream.range(0, 100)
        .mapToObj(line -> line == 50 ? word + "\n" : "line " + seed * line + "\n")
        .collect(Collectors.joining());
  }

  private static Settings.Source how(boolean mayFetch) {
    return new Settings.Source(
        "",
        "",
        Settings.Judge.BASE,
        mayFetch ? Settings.Fetch.AUTO : Settings.Fetch.NEVER,
        Settings.GitChoice.PROGRAM,
        1000);
  }

  /// What a comparison of a clone shows.
  private static String patch(RepoBuilder clone, boolean mayFetch) throws Failure, IOException {
    CiContext.Revision main =
        new CiContext.Revision(
            "main",
            List.of("refs/remotes/origin/main", "refs/heads/main"),
            List.of("refs/heads/main"));
    try (Git git = Gits.open(clone.directory(), how(mayFetch), GitContract.ENVIRONMENT)) {
      Revisions.Comparison found =
          new Revisions(git, mayFetch, "").find(main, CiDetector.named("the head", "topic"));
      String from = found.mergeBase().id().hex();
      StringBuilder all = new StringBuilder();
      try (RawDiff diff = DiffJudge.read(git, from, found.head().id().hex())) {
        for (RawDiff.Entry entry : diff.entries()) {
          all.append(new String(entry.section().open().readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      return all + from + ' ' + found.head().id();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-single-branch",
        "--no-single-branch --no-checkout",
        "--depth=1",
        "--depth=1 --no-checkout"
      })
  void aChangeOfFilesThatWereLeftOutIsShownWhole(String options) throws Exception {
    RepoBuilder clone = clone(options);
    String before = Listing.of(clone.directory());

    assertThat(patch(clone, true)).isEqualTo(patch(origin, false));
    assertThat(Listing.of(clone.directory())).as("what git itself would add").isEqualTo(before);
  }

  private RepoBuilder clone(String options) {
    String all = "--filter=blob:none --branch=topic " + options;
    return origin.cloneTo(dir.resolve("clone"), all.split(" "));
  }

  @Test
  void aFileOfTheBaseThatWasLeftOutIsNotAbsent() throws Exception {
    RepoBuilder clone = clone("--no-single-branch");
    ObjectId main = new ObjectId(origin.id("main"));
    try (Git git = Gits.open(clone.directory(), how(false), GitContract.ENVIRONMENT)) {
      assertThatThrownBy(() -> git.file(main, "settings", 99)).isInstanceOf(Failure.Source.class);
      assertThat(git.file(main, "none", 99)).isEmpty();
    }
    try (Git git = Gits.open(clone.directory(), how(true), GitContract.ENVIRONMENT)) {
      assertThat(git.file(main, "settings", 99))
          .hasValueSatisfying(
              bytes ->
                  assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("of the base\n"));
      assertThat(git.file(main, "none", 99)).isEmpty();
      ObjectId blob = new ObjectId(origin.id("main:f7"));
      try (var in = git.openBlob(blob)) {
        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).contains("before");
      }
    }
  }

  @Test
  void aTreeOfFilesThatWereLeftOutIsRead() throws Exception {
    RepoBuilder clone = clone("--no-single-branch");
    GitDirectory directory = GitDirectory.find(clone.directory());
    ObjectId main = new ObjectId(origin.id("main"));
    List<Remote> promisors;
    try (Git git = GitProgram.open(directory, GitContract.ENVIRONMENT)) {
      assertThat(Gits.promisors(git, how(false))).isEmpty();
      promisors = Gits.promisors(git, how(true));
    }
    try (TreeSource tree =
            TreeSources.revision(
                clone.directory(), directory, main, promisors, GitContract.ENVIRONMENT);
        TreeSource.Reader reader = tree.reader()) {
      reader.announce(tree.entries());
      for (TreeEntry entry : tree.entries()) {
        assertThat(reader.read(entry, 1 << 20).bytes())
            .as(entry.path().text())
            .isEqualTo(origin.runBytes(new byte[0], "show", "main:" + entry.path().text()));
      }
      assertThat(tree.entries()).hasSize(152);
    }
  }

  @Test
  void withoutLeaveToFetchOrARemoteTheMendIsSaid() {
    RepoBuilder clone = clone("--no-single-branch");
    assertThatThrownBy(() -> patch(clone, false))
        .isInstanceOf(Failure.Source.class)
        .extracting(e -> ((Failure) e).hint())
        .asString()
        .contains("--filter");
    clone.run("remote", "set-url", "origin", "file://" + dir.resolve("gone"));
    assertThatThrownBy(() -> patch(clone, true))
        .isInstanceOf(Failure.Source.class)
        .extracting(e -> ((Failure) e).hint())
        .asString()
        .contains("--filter");
  }

  @Test
  void directoriesThatWereLeftOutAreSaidToo() {
    RepoBuilder clone =
        origin.cloneTo(dir.resolve("c"), "--filter=tree:0", "--no-checkout", "--branch=topic");
    assertThat(clone.run("rev-parse", "HEAD")).isEqualTo(head);
    assertThatThrownBy(() -> patch(clone, true))
        .isInstanceOf(Failure.Source.class)
        .extracting(e -> ((Failure) e).hint())
        .asString()
        .contains("--filter");
  }
}

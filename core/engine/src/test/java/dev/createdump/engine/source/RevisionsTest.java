package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finding the three commits in clones as CI systems make them.
final class RevisionsTest {
  private static final String MEND = "Make the clone whole.";

  @TempDir Path dir;
  private RepoBuilder origin;
  private String fork;
  private String base;
  private String head;

  @BeforeEach
  void build() {
    base = "";
    head = "";
    origin = RepoBuilder.init(dir.resolve("origin"));
    origin.commit("main", "root", edits -> edits.file("a", "1"));
    fork = origin.commit("main", "fork point", edits -> edits.file("a", "2"));
    origin.branch("topic", fork);
    for (int i = 0; i < 3; i++) {
      int n = i;
      base = origin.commit("main", "main " + i, edits -> edits.file("m", "" + n));
      head = origin.commit("topic", "topic " + i, edits -> edits.file("t", "" + n));
    }
  }

  private static CiContext.Revision sha(String label, String sha, String... fetchable) {
    return new CiContext.Revision(
        label,
        List.of(sha),
        java.util.stream.Stream.concat(java.util.stream.Stream.of(sha), List.of(fetchable).stream())
            .toList());
  }

  private Revisions.Comparison find(
      RepoBuilder clone, boolean mayFetch, CiContext.Revision from, CiContext.Revision to)
      throws Failure {
    try (Git git = GitProgram.open(GitDirectory.find(clone.directory()), GitContract.ENVIRONMENT)) {
      return new Revisions(git, mayFetch, MEND).find(from, to);
    }
  }

  private static List<String> three(Revisions.Comparison found) {
    return List.of(found.base().id().hex(), found.mergeBase().id().hex(), found.head().id().hex());
  }

  @Test
  void aWholeCloneNeedsNobody() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"));
    clone.run("remote", "set-url", "origin", "file:///nowhere");
    Revisions.Comparison found =
        find(
            clone,
            true,
            CiDetector.named("the base", "main"),
            CiDetector.named("the head", "topic"));
    assertThat(three(found)).containsExactly(base, fork, head);
    assertThat(found.notes()).isEmpty();
  }

  @Test
  void aShallowCloneIsDeepenedBesideItself() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    String before = Listing.of(clone.directory());
    Revisions.Comparison found = find(clone, true, sha("the base", base), sha("the head", head));
    assertThat(three(found)).containsExactly(base, fork, head);
    assertThat(found.notes()).as("a dump of a whole clone is the same").isEmpty();
    assertThat(found.fetchedFrom()).isEqualTo("origin");
    assertThat(Listing.of(clone.directory())).isEqualTo(before);
  }

  @Test
  void theBranchOfTheRemoteIsFetchedByItsName() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    CiContext.Revision main =
        new CiContext.Revision(
            "the branch main", List.of("refs/remotes/origin/main"), List.of("refs/heads/main"));
    assertThat(three(find(clone, true, main, sha("the head", head))))
        .containsExactly(base, fork, head);
    assertThat(
            three(find(clone, true, CiDetector.named("the base", "main"), sha("the head", head))))
        .containsExactly(base, fork, head);
  }

  @Test
  void anotherCommitNeverStandsInForTheHead() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=main");
    CiContext.Revision gone = sha("the head", "1".repeat(40), "refs/heads/topic");
    assertThatThrownBy(() -> find(clone, true, sha("the base", base), gone))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("the head is not in ");
    // For a base that was pushed away, what its branch is now does.
    CiContext.Revision moved = sha("the base", "1".repeat(40), "refs/heads/main");
    assertThat(three(find(clone, true, moved, sha("the head", head))))
        .containsExactly(base, fork, head);
  }

  @Test
  void aCommitThatOnlyTheCloneHasIsComparedToo() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    String local = clone.commit("topic", "not pushed", edits -> edits.file("l", "1"));
    CiContext.Revision checkout =
        new CiContext.Revision("the checked-out commit", List.of("HEAD"), List.of());
    assertThat(three(find(clone, true, CiDetector.named("the base", "main"), checkout)))
        .containsExactly(base, fork, local);
  }

  @Test
  void withoutLeaveToFetchTheMendIsSaid() {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    assertThatThrownBy(
            () -> find(clone, false, sha("the base " + base, base), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("the base " + base + " is not in this shallow clone")
        .extracting(e -> ((Failure) e).hint())
        .isEqualTo(MEND);
    RepoBuilder both = origin.cloneTo(dir.resolve("d"), "--depth=1", "--no-single-branch");
    assertThatThrownBy(() -> find(both, false, sha("the base", base), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("is cut off")
        .extracting(e -> ((Failure) e).hint())
        .isEqualTo(MEND);
  }

  /// More commits than the first step of a shallow clone's deepening.
  @Test
  void aCompleteCloneIsNeverCalledShallow() throws Exception {
    for (int i = 0; i < 70; i++) {
      int n = i;
      head = origin.commit("topic", "more " + i, edits -> edits.file("t", "more " + n));
    }
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--single-branch", "--branch=topic");
    String gone = "1".repeat(40);
    assertThatThrownBy(
            () -> find(clone, true, sha("the base " + gone, gone), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("the base " + gone + " is not in ")
        .hasMessageNotContaining("shallow")
        .extracting(e -> ((Failure) e).hint())
        .asString()
        .contains("force-pushed away");
    assertThat(three(find(clone, true, sha("the base", base), sha("the head", head))))
        .containsExactly(base, fork, head);
  }

  @Test
  void aRemoteThatIsGoneIsSaid() {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    clone.run("remote", "set-url", "origin", "file://" + dir.resolve("gone"));
    assertThatThrownBy(() -> find(clone, true, sha("the base", base), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("no remote could give it");
  }

  @Test
  void aDeletedBaseBranchIsStillFoundByItsCommit() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    origin.run("symbolic-ref", "HEAD", "refs/heads/topic");
    origin.run("update-ref", "-d", "refs/heads/main");
    assertThat(
            three(
                find(clone, true, sha("the base", base, "refs/heads/main"), sha("the head", head))))
        .containsExactly(base, fork, head);
  }

  @Test
  void aBaseThatWasForcedAwayGivesWayToItsBranch() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    origin.branch("main", fork);
    String now = origin.commit("main", "instead", edits -> edits.file("n", "1"));
    origin.run("reflog", "expire", "--expire=now", "--all");
    origin.run("gc", "--prune=now", "--quiet");
    assertThat(
            three(
                find(clone, true, sha("the base", base, "refs/heads/main"), sha("the head", head))))
        .containsExactly(now, fork, head);
    assertThatThrownBy(
            () -> find(clone, true, sha("the base " + base, base), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining(base);
  }

  @Test
  void unrelatedHistoriesAreSaid() {
    String alone = origin.commit("alone", "alone", edits -> edits.file("z", "1"));
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--no-single-branch");
    assertThatThrownBy(() -> find(clone, true, sha("the base", alone), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("no common ancestor");
    RepoBuilder shallow = origin.cloneTo(dir.resolve("d"), "--depth=1", "--branch=topic");
    assertThatThrownBy(() -> find(shallow, true, sha("the base", alone), sha("the head", head)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("no common ancestor");
  }

  /// The common ancestor that a cut history shows is not the best one: that one hides behind the
  /// cut, where a merge brought it into the topic.
  @Test
  void aBetterAncestorBehindTheCutIsNotOverlooked() throws Exception {
    RepoBuilder remote = RepoBuilder.init(dir.resolve("hidden"));
    String root = remote.commit("main", "root", edits -> edits.file("a", "1"));
    remote.branch("topic", root);
    String better = remote.commit("main", "better", edits -> edits.file("m", "1"));
    String early = remote.commit("topic", "early", edits -> edits.file("t", "1"));
    String merge = remote.merge("topic", better, "takes main in", edits -> edits.file("m", "1"));
    String cut = remote.commit("topic", "cut here", edits -> edits.file("t", "2"));
    String tip = remote.merge("topic", root, "joins the root again", edits -> edits.file("t", "3"));
    String main = remote.commit("main", "main goes on", edits -> edits.file("m", "2"));
    RepoBuilder clone = remote.cloneTo(dir.resolve("c"), "--no-single-branch");
    assertThat(List.of(early, merge, cut)).doesNotHaveDuplicates();
    Files.writeString(clone.directory().resolve(".git/shallow"), cut + "\n");
    assertThatThrownBy(() -> find(clone, false, sha("the base", main), sha("the head", tip)))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("cut off");
    assertThat(three(find(clone, true, sha("the base", main), sha("the head", tip))))
        .containsExactly(main, better, tip);
  }

  @Test
  void severalBestAncestorsAreNoted() throws Exception {
    String crossed = origin.merge("main", head, "x", _ -> {});
    String other = origin.merge("topic", base, "y", _ -> {});
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--no-single-branch");
    Revisions.Comparison found =
        find(clone, true, sha("the base", crossed), sha("the head", other));
    assertThat(found.notes()).singleElement().asString().contains("2 best common ancestors");
  }

  @Test
  void aRemoteIsNeverACommand() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    Path canary = dir.resolve("canary");
    for (String url :
        List.of(
            "ext::sh -c touch% " + canary,
            "ext::touch " + canary,
            "fd::0",
            "--upload-pack=touch " + canary,
            "-o ProxyCommand=touch " + canary,
            "ssh://-oProxyCommand=touch " + canary + "/x",
            "transport::x")) {
      clone.run("config", "remote.origin.url", url);
      assertThatThrownBy(() -> find(clone, true, sha("the base", base), sha("the head", head)))
          .isInstanceOf(Failure.Source.class);
      assertThat(canary).as(url).doesNotExist();
    }
  }

  @Test
  void aNameIsNeverARefspecThatWrites() {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    for (String name :
        List.of(
            "refs/heads/main:refs/heads/evil",
            "+refs/heads/main:refs/heads/evil",
            "refs/heads/*:refs/heads/e*",
            "--upload-pack=x",
            "^main",
            "main\nmain",
            "")) {
      CiContext.Revision hostile = new CiContext.Revision("the base", List.of(name), List.of(name));
      assertThatThrownBy(() -> find(clone, true, hostile, sha("the head", head)))
          .isInstanceOf(Failure.Source.class);
      assertThat(clone.run("for-each-ref", "--format=%(refname)"))
          .doesNotContain("evil")
          .doesNotContain("refs/heads/e");
    }
  }

  @Test
  void theCredentialsOfARemoteAreNotSaid() {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    clone.run("config", "remote.origin.url", "http://user:hunter2hunter2@127.0.0.1:1/x.git");
    Throwable failure =
        catchThrowable(() -> find(clone, true, sha("the base", base), sha("the head", head)));
    for (Throwable at = failure; at != null; at = at.getCause()) {
      assertThat(at.toString()).doesNotContain("hunter2");
    }
    assertThat(failure).isInstanceOf(Failure.Source.class);
  }

  @Test
  void aRemoteAtARelativePathIsReached() throws Exception {
    RepoBuilder clone = origin.cloneTo(dir.resolve("c"), "--depth=1", "--branch=topic");
    clone.run("config", "remote.origin.url", "../origin");
    assertThat(three(find(clone, true, sha("the base", base), sha("the head", head))))
        .containsExactly(base, fork, head);
  }
}

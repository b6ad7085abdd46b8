package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.PullRequest;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.spi.support.forge.Token;
import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.forge.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the forge does while GitHub works as it should.
class GitHubForgeTest extends ForgeOnFake {
  @Test
  void readsAPullRequest() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.read(pr)).isEqualTo(pullRequest(7, "Add `it` <b>", "topic"));
      github.pull(new FakeGitHub.Pull("acme", "app", 7, "t", BASE, HEAD, false));
      assertThat(forge.read(pr).open()).isFalse();
    }
  }

  private PullRequest pullRequest(long number, String title, String branch) {
    String url = github.serverUrl() + "/repos/acme/app/pulls/" + number;
    return new PullRequest(number, url, title, "main", BASE, branch, HEAD, true);
  }

  @Test
  void findsThePullRequestsOfABranchOfAFork() throws ForgeException {
    github.pull(new FakeGitHub.Pull("acme", "app", 9, "b", BASE, HEAD, true, "eve:feat/a&b=c#d"));
    github.pull(new FakeGitHub.Pull("acme", "app", 8, "a", BASE, HEAD, true, "eve:feat/a&b=c#d"));
    github.pull(new FakeGitHub.Pull("acme", "app", 10, "c", BASE, HEAD, false, "eve:feat/a&b=c#d"));
    github.pull(new FakeGitHub.Pull("acme", "app", 11, "d", BASE, BASE, true, "eve:feat/a&b=c#d"));
    github.pull(new FakeGitHub.Pull("acme", "app", 12, "e", BASE, HEAD, true, "mallory:other"));
    RepositoryRef repository = new RepositoryRef(pr.apiUrl(), "acme", "app");
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.pullRequestsOf(repository, new Forge.Head("eve", "feat/a&b=c#d", HEAD)))
          .containsExactly(
              pullRequest(8, "a", "feat/a&b=c#d"), pullRequest(9, "b", "feat/a&b=c#d"));
      assertThat(forge.pullRequestsOf(repository, new Forge.Head("eve", "gone", HEAD))).isEmpty();
      assertThat(forge.pullRequestsOf(repository, new Forge.Head("nobody", "x", BASE))).isEmpty();
      assertCode(
          Code.NOT_FOUND,
          () ->
              forge.pullRequestsOf(
                  new RepositoryRef(pr.apiUrl(), "acme", "gone"),
                  new Forge.Head("eve", "x", HEAD)));
    }
  }

  @Test
  void readsOnlyCommitsThatAreCommits() throws ForgeException {
    github.pull(new FakeGitHub.Pull("acme", "app", 7, "t", "--upload-pack=x", HEAD, true));
    try (GitHubForge forge = forge(BOT)) {
      assertCode(Code.UNAVAILABLE, () -> forge.read(pr));
    }
  }

  @Test
  void createsThenUpdatesThenLeavesTheOneComment() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      Comment created = forge.upsertComment(pr, MARKER, body("one"));
      Comment updated = forge.upsertComment(pr, MARKER, body("two"));
      Comment same = forge.upsertComment(pr, MARKER, body("two"));

      assertThat(List.of(created.change(), updated.change(), same.change()))
          .containsExactly(Change.CREATED, Change.UPDATED, Change.UNCHANGED);
      assertThat(created.url().toString()).endsWith("/acme/app/pull/7#issuecomment-1");
      assertThat(updated.url()).isEqualTo(created.url()).isEqualTo(same.url());
    }
    assertThat(bodies()).containsExactly(body("two"));
    assertThat(requests("PATCH", "")).isEqualTo(1);
  }

  @Test
  void otherLineEndsAreNoChange() throws ForgeException {
    github.comment(7, "github-actions[bot]", body("a\nb").replace("\n", "\r\n").strip());
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("a\nb")).change())
          .isEqualTo(Change.UNCHANGED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BOT, PERSON})
  void somebodyElsesMarkerIsNeverTouched(String token) throws ForgeException {
    github.comment(7, "mallory", body("mine now"));
    github.comment(7, "github-actions", body("no bot, though it reads like one"));
    github.comment(7, "", body("by nobody any more"));
    try (GitHubForge forge = forge(token)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
      assertThat(forge.upsertComment(pr, MARKER, body("y")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies())
        .containsExactly(
            body("mine now"),
            body("no bot, though it reads like one"),
            body("by nobody any more"),
            body("y"));
  }

  @Test
  void ourOwnOtherCommentsAreNotTaken() throws ForgeException {
    github.comment(7, "github-actions[bot]", "> " + MARKER + "\nsomebody said that");
    github.comment(7, "github-actions[bot]", "see " + MARKER);
    github.comment(7, "github-actions[bot]", "<!-- create-dump:other -->\nanother job's");
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(bodies()).hasSize(4);
  }

  @Test
  void anAppsTokenKnowsItsOwnComments() throws ForgeException {
    String app = "ghs_appappappappappappappappappappappapp";
    github.token(app, new FakeGitHub.Account("evidence[bot]", true));
    github.comment(7, "github-actions[bot]", body("another account's"));
    github.comment(7, "evidence[bot]", body("ours"));
    try (GitHubForge forge = forge(app)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("another account's"), body("x"));
  }

  @Test
  void withoutGraphQlAJobsTokenStillKnowsItsOwnComments() throws ForgeException {
    github.withoutViewer();
    github.comment(7, "mallory", body("mine now"));
    github.comment(7, "github-actions[bot]", body("ours"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("mine now"), body("x"));
  }

  @Test
  void ofSeveralOfOursTheOldestIsKeptUpToDate() throws ForgeException {
    github.comment(7, "somebody", body("first"));
    github.comment(7, "somebody", body("second"));
    try (GitHubForge forge = forge(PERSON)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("x"), body("second"));
  }

  @Test
  void findsItsCommentBehindThousandsOfOthers() throws ForgeException {
    for (int i = 0; i < 3_000; i++) {
      github.comment(7, "somebody-" + i, i % 10 == 0 ? body("copied") : "chatter");
    }
    github.comment(7, "somebody", body("old"));
    try (GitHubForge forge = forge(PERSON)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(requests("GET", "/comments")).isEqualTo(31);
    assertThat(requests("GET", "/users")).isZero();
    assertThat(github.comments(7)).last().extracting(FakeGitHub.Comment::body).isEqualTo(body("x"));
  }

  @Test
  void readsNoPagesBehindItsComment() throws ForgeException {
    github.comment(7, "somebody", body("old"));
    for (int i = 0; i < 500; i++) {
      github.comment(7, "other", "chatter");
    }
    try (GitHubForge forge = forge(PERSON)) {
      forge.upsertComment(pr, MARKER, body("x"));
    }
    assertThat(requests("GET", "/comments")).isEqualTo(1);
  }

  @Test
  void threadsOfOneForgeMakeOneComment() throws Exception {
    try (GitHubForge forge = forge(BOT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Comment>> writing = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String text = body("from " + i);
        writing.add(threads.submit(() -> forge.upsertComment(pr, MARKER, text)));
      }
      for (Future<Comment> comment : writing) {
        assertThat(comment.get().url().toString()).endsWith("#issuecomment-1");
      }
    }
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void twoRunsAtOnceMayLeaveTwoCommentsAndLaterRunsKeepToTheOlder() throws ForgeException {
    try (GitHubForge other = forge(BOT);
        GitHubForge forge = forge(BOT)) {
      github.fail("POST", "/comments", meanwhile(() -> other.upsertComment(pr, MARKER, body("o"))));
      forge.upsertComment(pr, MARKER, body("x"));
      assertThat(bodies()).containsExactlyInAnyOrder(body("o"), body("x"));

      long oldest = github.comments(7).getFirst().id();
      for (String text : List.of("y", "z")) {
        assertThat(forge.upsertComment(pr, MARKER, body(text)).url().toString())
            .endsWith("#issuecomment-" + oldest);
      }
    }
    assertThat(bodies()).hasSize(2).contains(body("z"));
  }

  @Test
  void aCommentDeletedUnderItsHandsIsMadeAnew() throws ForgeException {
    long old = github.comment(7, "github-actions[bot]", body("old"));
    github.fail("PATCH", "", new Fault.Meanwhile(() -> github.delete(old)));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
  }

  @Test
  void aRenamedRepositoryIsFollowed() throws ForgeException {
    github.pull(new FakeGitHub.Pull("acme", "renamed", 7, "t", BASE, HEAD, true));
    String id = String.valueOf(Integer.toUnsignedLong("acme/renamed".hashCode()));
    github.fail(
        "GET",
        "/repos/acme/app",
        new Fault.Answer(301, Map.of("Location", github.apiUrl() + "/repositories/" + id), "{}"));
    try (GitHubForge forge = forge(BOT)) {
      forge.upsertComment(pr, MARKER, body("x"));
    }
    assertThat(requests("POST", "/repos/acme/renamed/issues/7/comments")).isEqualTo(1);
  }

  @Test
  void sizesAreCheckedBeforeAnythingIsSent() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      int room = forge.commentLimit() - body("").length();
      assertCode(Code.INVALID, () -> forge.upsertComment(pr, MARKER, body("x".repeat(room + 1))));
      assertCode(Code.INVALID, () -> forge.upsertComment(pr, MARKER, body("\ud83d")));
      assertThat(github.exchanges()).isEmpty();

      String largest = body("\u20ac".repeat(room));
      assertThat(forge.upsertComment(pr, MARKER, largest).change()).isEqualTo(Change.CREATED);
      assertThat(bodies()).containsExactly(largest);
    }
  }

  @Test
  void textArrivesAsItIs() throws ForgeException {
    String text = body("quotes \" \\ \u0000 \u2028 \ud83c\udf08 <b> @all\t&amp; \r end");
    try (GitHubForge forge = forge(BOT)) {
      forge.upsertComment(pr, MARKER, text);
    }
    assertThat(bodies()).containsExactly(text);
  }

  @Test
  void aMarkerThatIsNoLineOfTheBodyIsAMistake() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      assertThatThrownBy(() -> forge.upsertComment(pr, MARKER, "no marker"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> forge.upsertComment(pr, " ", " \n"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      PullRequestRef none = new PullRequestRef(pr.apiUrl(), "acme", "app", 8);
      PullRequestRef nowhere = new PullRequestRef(pr.apiUrl(), "acme", "none", 7);
      PullRequestRef beyond = new PullRequestRef(pr.apiUrl(), "acme", "app", 1L << 40);
      assertCode(Code.NOT_FOUND, () -> forge.read(none));
      assertCode(Code.NOT_FOUND, () -> forge.read(beyond));
      assertCode(Code.NOT_FOUND, () -> forge.upsertComment(nowhere, MARKER, body("x")));
    }
  }

  @Test
  void aTokenThatMayOnlyReadIsToldWhatItLacks() throws ForgeException {
    try (GitHubForge forge = forge(READER)) {
      assertThatThrownBy(() -> forge.upsertComment(pr, MARKER, body("x")))
          .isInstanceOfSatisfying(
              ForgeException.class, e -> assertThat(e.code()).isEqualTo(Code.DENIED))
          .hasMessageContaining("permissions: pull-requests: write");
    }
    assertThat(bodies()).isEmpty();
  }

  @Test
  void anUnknownTokenIsDenied() throws ForgeException {
    try (GitHubForge forge = forge("ghp_unknownunknownunknown")) {
      assertCode(Code.DENIED, () -> forge.read(pr));
    }
  }

  @Test
  void enterpriseServersApiIsSpokenToAtItsOwnPath() throws ForgeException {
    URI api = URI.create(github.apiUrl() + "/api/v3");
    PullRequestRef there = new PullRequestRef(api, "acme", "app", 7);
    try (GitHubForge forge =
        new GitHubForge(api, Token.of("GitHub", BOT), Duration.ofMinutes(1), pace)) {
      forge.upsertComment(there, MARKER, body("x"));
    }
    assertThat(requests("POST", "/api/graphql")).isEqualTo(1);
    assertThat(requests("POST", "/api/v3/repos/acme/app/issues/7/comments")).isEqualTo(1);
  }

  @Test
  void aClosedForgeSaysSo() throws ForgeException {
    GitHubForge forge = forge(BOT);
    forge.close();
    forge.close();
    assertThatThrownBy(() -> forge.read(pr)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherServersPullRequestIsAMistake() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      PullRequestRef elsewhere =
          new PullRequestRef(URI.create("https://api.github.com"), "acme", "app", 7);
      assertThatThrownBy(() -> forge.read(elsewhere)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  interface Action {
    void run() throws Exception;
  }

  static void assertCode(Code code, Action action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ForgeException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private static Fault meanwhile(Action action) {
    return new Fault.Meanwhile(
        () -> {
          try {
            action.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}

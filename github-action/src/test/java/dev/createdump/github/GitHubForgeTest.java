package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the forge does while GitHub works as it should.
class GitHubForgeTest extends ForgeOnFake {
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

  @ParameterizedTest
  @ValueSource(strings = {BOT, PERSON})
  void somebodyElsesMarkerIsNeverTouched(String token) throws ForgeException {
    github.comment(7, "mallory", body("mine now"));
    github.comment(7, "github-actions", body("no bot, though it reads like one"));
    github.comment(7, "", body("by nobody any more"));
    try (GitHubForge forge = forge(token)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.CREATED);
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("y"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(bodies())
        .containsExactly(
            body("mine now"),
            body("no bot, though it reads like one"),
            body("by nobody any more"),
            body("y"));
  }

  @Test
  void anAppsTokenKnowsItsOwnComments() throws ForgeException {
    String app = "ghs_appappappappappappappappappappappapp";
    github.token(app, new FakeGitHub.Account("evidence[bot]", true));
    github.comment(7, "github-actions[bot]", body("another account's"));
    github.comment(7, "evidence[bot]", body("ours"));
    try (GitHubForge forge = forge(app)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("another account's"), body("x"));
  }

  @Test
  void withoutGraphQlAJobsTokenStillKnowsItsOwnComments() throws ForgeException {
    github.withoutViewer();
    github.comment(7, "mallory", body("mine now"));
    github.comment(7, "github-actions[bot]", body("ours"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("mine now"), body("x"));
  }

  @Test
  void twoRunsAtOnceMayLeaveTwoCommentsAndLaterRunsKeepToTheOlder() throws ForgeException {
    try (GitHubForge other = forge(BOT);
        GitHubForge forge = forge(BOT)) {
      github.fail(
          "POST",
          "/comments",
          meanwhile(() -> other.upsertComment(pr, new Draft(MARKER, body("o")))));
      forge.upsertComment(pr, new Draft(MARKER, body("x")));
      assertThat(bodies()).containsExactlyInAnyOrder(body("o"), body("x"));

      long oldest = github.comments(7).getFirst().id();
      for (String text : List.of("y", "z")) {
        assertThat(forge.upsertComment(pr, new Draft(MARKER, body(text))).url().toString())
            .endsWith("#issuecomment-" + oldest);
      }
    }
    assertThat(bodies()).hasSize(2).contains(body("z"));
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
      forge.upsertComment(pr, new Draft(MARKER, body("x")));
    }
    assertThat(requests("POST", "/repos/acme/renamed/issues/7/comments")).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsNotFound() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      PullRequestRef none = new PullRequestRef(pr.apiUrl(), "acme", "app", 8);
      PullRequestRef nowhere = new PullRequestRef(pr.apiUrl(), "acme", "none", 7);
      PullRequestRef beyond = new PullRequestRef(pr.apiUrl(), "acme", "app", 1L << 40);
      assertCode(Code.NOT_FOUND, () -> forge.read(none));
      assertCode(Code.NOT_FOUND, () -> forge.read(beyond));
      assertCode(Code.NOT_FOUND, () -> forge.upsertComment(nowhere, new Draft(MARKER, body("x"))));
    }
  }

  @Test
  void aTokenThatMayOnlyReadIsToldWhatItLacks() throws ForgeException {
    try (GitHubForge forge = forge(READER)) {
      assertThatThrownBy(() -> forge.upsertComment(pr, new Draft(MARKER, body("x"))))
          .isInstanceOfSatisfying(
              ForgeException.class, e -> assertThat(e.code()).isEqualTo(Code.DENIED))
          .hasMessageContaining("permissions: pull-requests: write");
    }
    assertThat(bodies()).isEmpty();
  }

  @Test
  void enterpriseServersApiIsSpokenToAtItsOwnPath() throws ForgeException {
    URI api = URI.create(github.apiUrl() + "/api/v3");
    PullRequestRef there = new PullRequestRef(api, "acme", "app", 7);
    try (GitHubForge forge =
        new GitHubForge(api, Token.of("GitHub", BOT), Duration.ofMinutes(1), pace)) {
      forge.upsertComment(there, new Draft(MARKER, body("x")));
    }
    assertThat(requests("POST", "/api/graphql")).isEqualTo(1);
    assertThat(requests("POST", "/api/v3/repos/acme/app/issues/7/comments")).isEqualTo(1);
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

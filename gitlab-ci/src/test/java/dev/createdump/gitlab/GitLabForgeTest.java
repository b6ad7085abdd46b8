package dev.createdump.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.Forge.PullRequest;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.testkit.forge.FakeGitLab;
import dev.createdump.testkit.forge.FakeGitLab.Note;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the forge does while GitLab works as it should.
class GitLabForgeTest extends ForgeOnFake {
  private PullRequest mergeRequest(long iid, String title, String base, String branch) {
    String url = gitlab.serverUrl() + "/" + PROJECT + "/-/merge_requests/" + iid;
    return new PullRequest(iid, url, title, "main", base, branch, HEAD, true);
  }

  @Test
  void whatIsNotComparedYetGetsItsBaseFromTheBranch() throws ForgeException {
    gitlab.request(from("other/app", 7, "t", false));
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.read(mr)).isEqualTo(mergeRequest(7, "t", "b".repeat(40), "fix/a&b=c#d"));
    }
  }

  private FakeGitLab.Request from(String source, long iid, String title, boolean compared) {
    return new FakeGitLab.Request(
        PROJECT, iid, title, BASE, HEAD, "opened", source, "fix/a&b=c#d", compared);
  }

  @Test
  void findsTheMergeRequestsOfABranchOfAFork() throws ForgeException {
    gitlab.request(from("eve/app", 9, "b", true));
    gitlab.request(from("eve/app", 8, "a", true));
    gitlab.request(from("mallory/app", 10, "c", true));
    RepositoryRef repository = new RepositoryRef(gitlab.apiUrl(), "acme/tools", "app");
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.pullRequestsOf(repository, new Forge.Head("eve", "fix/a&b=c#d", HEAD)))
          .containsExactly(
              mergeRequest(8, "a", BASE, "fix/a&b=c#d"), mergeRequest(9, "b", BASE, "fix/a&b=c#d"));
      assertThat(forge.pullRequestsOf(repository, new Forge.Head("eve", "gone", HEAD))).isEmpty();
      assertThat(forge.pullRequestsOf(repository, new Forge.Head("eve", "fix/a&b=c#d", BASE)))
          .isEmpty();
    }
  }

  @Test
  void somebodyElsesMarkerIsNeverTouched() throws ForgeException {
    gitlab.note(7, "mallory", body("mine now"));
    gitlab.note(7, "project_1_bot", "> " + MARKER + "\nsomebody said that");
    gitlab.systemNote(7, "project_1_bot", body("GitLab's own words"));
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(mr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.CREATED);
      assertThat(forge.upsertComment(mr, new Draft(MARKER, body("y"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).hasSize(4).startsWith(body("mine now")).endsWith(body("y"));
  }

  @Test
  void findsItsNoteBehindThousandsOfOthersAndReadsNoPageBehindIt() throws ForgeException {
    for (int i = 0; i < 2_050; i++) {
      gitlab.note(7, "somebody-" + i, i % 10 == 0 ? body("copied") : "chatter");
    }
    gitlab.note(7, "project_1_bot", body("old"));
    for (int i = 0; i < 500; i++) {
      gitlab.note(7, "other", "chatter");
    }
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(mr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(requests("GET", "/notes")).isEqualTo(21);
  }

  @Test
  void aProjectThatMovedIsFollowed() throws ForgeException {
    gitlab.move("acme/old", PROJECT);
    PullRequestRef old = new PullRequestRef(gitlab.apiUrl(), "acme", "old", 7);
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(old, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.CREATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
  }

  /// Each would run with the rights of the token: what a note quotes must not command.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/merge",
        "x\n/merge\ny",
        "x\r\n\r/close\r\n",
        "````\n```\ncode\n```\n/approve\n````",
        "\n\n/assign @mallory\n/title pwned",
        "~~~\n/close\n~~~"
      })
  void noLineOfANoteIsAQuickAction(String text) throws ForgeException {
    try (GitLabForge forge = forge(BOT)) {
      forge.upsertComment(mr, new Draft(MARKER, body(text)));
      assertThat(forge.upsertComment(mr, new Draft(MARKER, body(text))).change())
          .isEqualTo(Change.UNCHANGED);
    }
    assertThat(gitlab.commands()).isEmpty();
    assertThat(bodies().getFirst().replace("\\/", "/")).isEqualTo(body(text));
  }

  /// That the test above can fail.
  @Test
  void theFakeObeysWhatIsNotDisarmed() throws Exception {
    URI notes = URI.create(gitlab.apiUrl() + "/projects/acme%2Ftools%2Fapp/merge_requests/7/notes");
    String note = "````\\n```\\ncode\\n```\\n/merge\\n````\\n```\\n/close\\n```";
    HttpRequest request =
        HttpRequest.newBuilder(notes)
            .header("Authorization", "Bearer " + BOT)
            .POST(BodyPublishers.ofString("{\"body\":\"" + note + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(request, BodyHandlers.discarding());
    }
    // Both stand in code; taking the longer fence for a shorter one, it runs the second.
    assertThat(gitlab.commands()).containsExactly("/close");
  }

  @Test
  void onlySlashesThatBeginALineAreDisarmed() {
    assertThat(QuickActions.disarm("a/b\n/merge\nx")).isEqualTo("a/b\n\\/merge\nx");
    assertThat(QuickActions.disarm("plain")).isEqualTo("plain");
  }

  @Test
  void sizesAreCheckedBeforeAnythingIsSent() throws ForgeException {
    try (GitLabForge forge = forge(BOT)) {
      int room = forge.commentLimit() - body("").length();
      assertCode(
          Code.INVALID,
          () -> forge.upsertComment(mr, new Draft(MARKER, body("x".repeat(room + 1)))));
      assertCode(Code.INVALID, () -> forge.upsertComment(mr, new Draft(MARKER, body("\ud83d"))));
      assertCode(
          Code.INVALID,
          () -> forge.upsertComment(mr, new Draft(MARKER, body("/\n".repeat(room / 2 - 1)))));
      assertThat(gitlab.exchanges()).isEmpty();
      String largest = body("\u20ac".repeat(room));
      assertThat(forge.upsertComment(mr, new Draft(MARKER, largest)).change())
          .isEqualTo(Change.CREATED);
      assertThat(bodies()).containsExactly(largest);
    }
  }

  @Test
  void tokensThatDoNotSufficeAreToldWhatTheyLack() throws ForgeException {
    try (GitLabForge forge = forge(READER)) {
      assertThat(forge.read(mr).number()).isEqualTo(7);
      assertCode(
          Code.DENIED, "scope `api`", () -> forge.upsertComment(mr, new Draft(MARKER, body("x"))));
    }
    try (GitLabForge forge = forge(GUEST)) {
      assertCode(
          Code.DENIED, "Reporter", () -> forge.upsertComment(mr, new Draft(MARKER, body("x"))));
    }
    try (GitLabForge forge = forge(JOB)) {
      assertCode(Code.DENIED, "CI_JOB_TOKEN", () -> forge.read(mr));
    }
    assertThat(bodies()).isEmpty();
  }

  @Test
  void theTokenStandsInItsHeaderAndNowhereElse() throws ForgeException {
    try (GitLabForge forge = forge(BOT)) {
      forge.upsertComment(mr, new Draft(MARKER, body("x")));
      assertThat(forge.toString()).doesNotContain(BOT);
    }
    assertThat(gitlab.exchanges())
        .allSatisfy(
            e -> {
              assertThat(e.header("authorization")).isEqualTo("Bearer " + BOT);
              assertThat(e.path() + e.query() + e.body()).doesNotContain(BOT);
            });
    assertThat(gitlab.notes(7)).extracting(Note::username).containsExactly("project_1_bot");
  }
}

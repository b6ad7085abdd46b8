package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.testkit.forge.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the forge does when GitHub or the way to it fails. No test waits: time is the test's own.
class GitHubForgeFaultsTest extends ForgeOnFake {
  private static final String LIMIT = "{\"message\":\"You have exceeded a secondary rate limit\"}";

  @Test
  void waitsAsLongAsItIsAsked() throws ForgeException {
    github.fail("GET", "/pulls/7", new Fault.Answer(429, Map.of("Retry-After", "17"), "{}"));
    github.fail("GET", "/pulls/7", new Fault.Answer(403, Map.of("Retry-After", "3"), LIMIT));
    try (GitHubForge forge = forge(BOT)) {
      forge.read(pr);
    }
    assertThat(pace.sleeps()).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(3));
  }

  @Test
  void waitsForThePrimaryLimitsReset() throws ForgeException {
    long reset = pace.now().getEpochSecond() + 40;
    github.fail(
        "GET",
        "/pulls/7",
        new Fault.Answer(
            403,
            Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", Long.toString(reset)),
            "{\"message\":\"API rate limit exceeded\"}"));
    try (GitHubForge forge = forge(BOT)) {
      forge.read(pr);
    }
    assertThat(pace.sleeps()).containsExactly(Duration.ofSeconds(41));
  }

  @Test
  void aThrottledCreateIsRepeatedAfterAnotherLook() throws ForgeException {
    github.fail("POST", "/comments", new Fault.Answer(403, Map.of("Retry-After", "5"), LIMIT));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.CREATED);
    }
    assertThat(requests("GET", "/comments")).isEqualTo(2);
    assertThat(bodies()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/repos/acme/app", "/pulls/7", "/user", "/graphql", "/comments"})
  void aBurstOfServerErrorsIsSatOut(String path) throws ForgeException {
    for (int status : new int[] {500, 502, 503, 504}) {
      github.fail(path.equals("/graphql") ? "POST" : "GET", path, Fault.Answer.of(status, "x"));
    }
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.CREATED);
    }
    assertThat(pace.sleeps()).hasSize(4).isSorted();
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void brokenConnectionsAreMadeAnew() throws ForgeException {
    github.comment(7, "github-actions[bot]", body("old"));
    github.fail("GET", "/pulls/7", new Fault.Drop());
    github.fail("GET", "/comments", new Fault.CutOff());
    github.fail("PATCH", "", new Fault.CutOff());
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
  }

  @Test
  void aProxysPageInBetweenIsSatOut() throws ForgeException {
    github.fail("GET", "/comments", new Fault.Answer(200, Map.of(), "<html>try again</html>"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.CREATED);
    }
  }

  @Test
  void emptyPagesAreNotTheEnd() throws ForgeException {
    github.comment(7, "github-actions[bot]", body("old"));
    String comments = github.apiUrl() + "/repos/acme/app/issues/7/comments";
    for (int page = 2; page < 6; page++) {
      String next = "<" + comments + "?per_page=100&page=" + page + ">; rel=\"next\"";
      github.fail("GET", "/comments", new Fault.Answer(200, Map.of("Link", next), "[]"));
    }
    String first = "<" + comments + "?per_page=100&page=1>; rel=\"next\"";
    github.fail("GET", "/comments", new Fault.Answer(200, Map.of("Link", first), "[]"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, new Draft(MARKER, body("x"))).change())
          .isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
  }

  @Test
  void aLockedConversationIsDenied() throws ForgeException {
    github.fail(
        "POST",
        "/comments",
        Fault.Answer.of(403, "Unable to create comment because issue is locked."));
    try (GitHubForge forge = forge(BOT)) {
      assertThatThrownBy(() -> forge.upsertComment(pr, new Draft(MARKER, body("x"))))
          .hasMessageContaining("conversation is locked");
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      github.close();
      GitHubForgeTest.assertCode(
          Code.UNAVAILABLE, () -> forge.upsertComment(pr, new Draft(MARKER, body("x"))));
    }
    assertThat(pace.sleeps()).hasSize(Budget.ATTEMPTS - 1);
  }
}

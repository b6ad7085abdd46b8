package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.testkit.forge.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
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
  void aLimitBeyondTheDeadlineEndsAtOnce() throws ForgeException {
    github.fail("GET", "/pulls/7", new Fault.Answer(429, Map.of("Retry-After", "3600"), "{}"));
    try (GitHubForge forge = forge(BOT)) {
      assertThatThrownBy(() -> forge.read(pr))
          .isInstanceOfSatisfying(
              ForgeException.class, e -> assertThat(e.code()).isEqualTo(Code.THROTTLED))
          .hasMessageContaining("wait 3600 s");
    }
    assertThat(pace.sleeps()).isEmpty();
  }

  @Test
  void aThrottledCreateIsRepeatedForItWasNotCarriedOut() throws ForgeException {
    github.fail("POST", "/comments", new Fault.Answer(403, Map.of("Retry-After", "5"), LIMIT));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(requests("GET", "/comments")).isEqualTo(1);
    assertThat(bodies()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/repos/acme/app", "/pulls/7", "/user", "/graphql", "/comments"})
  void aBurstOfServerErrorsIsSatOut(String path) throws ForgeException {
    for (int status : new int[] {500, 502, 503, 504}) {
      github.fail(path.equals("/graphql") ? "POST" : "GET", path, Fault.Answer.of(status, "x"));
    }
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(pace.sleeps()).hasSize(4).isSorted();
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void aServerThatStaysBrokenIsGivenUp() throws ForgeException {
    always("GET", "/pulls/7", new Fault.Answer(502, Map.of(), "<html>Bad Gateway</html>"));
    try (GitHubForge forge = forge(BOT)) {
      assertThatThrownBy(() -> forge.read(pr))
          .isInstanceOfSatisfying(
              ForgeException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
          .hasMessageContaining("gave up after 5 attempts");
    }
    assertThat(requests("GET", "/pulls/7")).isEqualTo(5);
  }

  @Test
  void theDeadlineCoversAllRequestsOfACall() throws ForgeException {
    for (String path : new String[] {"/repos/acme/app", "/pulls/7", "/comments"}) {
      github.fail("GET", path, new Fault.Answer(429, Map.of("Retry-After", "10"), "{}"));
    }
    try (GitHubForge forge = forge(BOT, Duration.ofSeconds(25))) {
      GitHubForgeTest.assertCode(Code.THROTTLED, () -> forge.upsertComment(pr, MARKER, body("x")));
    }
    assertThat(pace.sleeps()).hasSize(2);
    assertThat(bodies()).isEmpty();
  }

  @Test
  void brokenConnectionsAreMadeAnew() throws ForgeException {
    github.comment(7, "github-actions[bot]", body("old"));
    github.fail("GET", "/pulls/7", new Fault.Drop());
    github.fail("GET", "/comments", new Fault.CutOff());
    github.fail("PATCH", "", new Fault.CutOff());
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
  }

  @Test
  void aCreateWhoseAnswerIsLostIsLookedForAndNotRepeated() throws ForgeException {
    Fault[] losses = {
      new Fault.ProcessedAndDrop(),
      new Fault.CutOff(),
      new Fault.ProcessedButAnswers(502, "<html>Bad Gateway</html>"),
      new Fault.ProcessedButAnswers(201, "{\"id\": 1, \"body"),
      new Fault.ProcessedButAnswers(201, "null"),
      new Fault.ProcessedButAnswers(201, "<html>a proxy's page</html>"),
      new Fault.ProcessedButAnswers(201, "{}")
    };
    for (Fault loss : losses) {
      github.comments(7).forEach(comment -> github.delete(comment.id()));
      long before = requests("POST", "/comments");
      github.fail("POST", "/comments", loss);
      try (GitHubForge forge = forge(BOT)) {
        assertThat(forge.upsertComment(pr, MARKER, body("x")).change())
            .as(loss.toString())
            .isEqualTo(Change.CREATED);
      }
      assertThat(bodies()).as(loss.toString()).containsExactly(body("x"));
      assertThat(requests("POST", "/comments") - before).as(loss.toString()).isEqualTo(1);
    }
  }

  @Test
  void aCreateThatNeverArrivedIsRepeatedAfterLooking() throws ForgeException {
    github.fail("POST", "/comments", new Fault.Drop());
    github.fail("POST", "/comments", Fault.Answer.of(503, "x"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
    assertThat(requests("GET", "/comments")).isEqualTo(3);
  }

  @Test
  void aCreateThatKeepsFailingIsGivenUpWithinBounds() throws ForgeException {
    always("POST", "/comments", new Fault.Drop());
    try (GitHubForge forge = forge(BOT)) {
      GitHubForgeTest.assertCode(
          Code.UNAVAILABLE, () -> forge.upsertComment(pr, MARKER, body("x")));
    }
    assertThat(requests("POST", "/comments")).isEqualTo(Budget.ATTEMPTS);
  }

  @Test
  void anUpdateWhoseAnswerCannotBeReadIsLookedAtAgain() throws ForgeException {
    github.comment(7, "github-actions[bot]", body("old"));
    github.fail("PATCH", "", new Fault.ProcessedButAnswers(200, "{\"id\":"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
    assertThat(requests("PATCH", "")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>sign in</html>", "{\"title\":", "null", "[]", "7", "{}", "", "{\"id\":{}}"})
  void anAnswerThatIsNotGitHubsIsUnavailable(String garbage) throws ForgeException {
    always("GET", "/pulls/7", new Fault.Answer(200, Map.of(), garbage));
    try (GitHubForge forge = forge(BOT)) {
      GitHubForgeTest.assertCode(Code.UNAVAILABLE, () -> forge.read(pr));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[{\"id\":", "null", "{}", "[null]", "7"})
  void aListThatIsNotGitHubsCreatesNothing(String garbage) throws ForgeException {
    always("GET", "/comments", new Fault.Answer(200, Map.of(), garbage));
    try (GitHubForge forge = forge(BOT)) {
      GitHubForgeTest.assertCode(
          Code.UNAVAILABLE, () -> forge.upsertComment(pr, MARKER, body("x")));
    }
    assertThat(bodies()).isEmpty();
  }

  @Test
  void aProxysPageInBetweenIsSatOut() throws ForgeException {
    github.fail("GET", "/comments", new Fault.Answer(200, Map.of(), "<html>try again</html>"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
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
      assertThat(forge.upsertComment(pr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
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
      assertThatThrownBy(() -> forge.upsertComment(pr, MARKER, body("x")))
          .hasMessageContaining("conversation is locked");
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      github.close();
      GitHubForgeTest.assertCode(
          Code.UNAVAILABLE, () -> forge.upsertComment(pr, MARKER, body("x")));
    }
    assertThat(pace.sleeps()).hasSize(Budget.ATTEMPTS - 1);
  }

  @Test
  void whateverFailsThereIsNeverASecondComment() throws ForgeException {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 30; round++) {
      github.comments(7).forEach(comment -> github.delete(comment.id()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        github.fail("POST", "/comments", any(random));
        github.fail("GET", "/comments", any(random));
        github.fail("PATCH", "/comments", any(random));
      }
      try (GitHubForge forge = forge(BOT, Duration.ofHours(1))) {
        for (String text : new String[] {"x", "y"}) {
          forge.upsertComment(pr, MARKER, body(text));
          assertThat(bodies()).as("seed %s, round %s", seed, round).containsExactly(body(text));
        }
      } catch (ForgeException e) {
        assertThat(bodies().size()).as("seed %s, round %s", seed, round).isLessThan(2);
      }
    }
  }

  private void always(String method, String path, Fault fault) {
    for (int i = 0; i < 4 * Budget.ATTEMPTS; i++) {
      github.fail(method, path, fault);
    }
  }

  private static Fault any(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> new Fault.Drop();
      case 1 -> new Fault.ProcessedAndDrop();
      case 2 -> new Fault.CutOff();
      case 3 -> new Fault.ProcessedButAnswers(502, "<html>");
      case 4 -> Fault.Answer.of(500 + random.nextInt(5), "x");
      case 5 -> new Fault.Answer(403, Map.of("Retry-After", "1"), LIMIT);
      default -> new Fault.Meanwhile(() -> {});
    };
  }
}

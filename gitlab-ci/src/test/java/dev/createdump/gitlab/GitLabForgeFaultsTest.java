package dev.createdump.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.testkit.forge.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the forge does while GitLab does not work as it should.
class GitLabForgeFaultsTest extends ForgeOnFake {
  private static Fault.Answer answer(int status, Map<String, String> headers) {
    return new Fault.Answer(status, headers, "{\"message\":\"Retry later\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void waitsAsLongAsItIsAsked(String method) throws ForgeException {
    gitlab.fail(method, "/notes", answer(429, Map.of("Retry-After", "37")));
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(mr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(pace.sleeps()).containsExactly(Duration.ofSeconds(37));
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void waitsForTheLimitsReset() throws ForgeException {
    String reset = String.valueOf(pace.now().plusSeconds(20).getEpochSecond());
    gitlab.fail("GET", "/notes", answer(429, Map.of("RateLimit-Reset", reset)));
    try (GitLabForge forge = forge(BOT)) {
      forge.upsertComment(mr, MARKER, body("x"));
    }
    assertThat(pace.sleeps()).containsExactly(Duration.ofSeconds(21));
  }

  @Test
  void aLimitBeyondTheDeadlineEndsAtOnce() throws ForgeException {
    gitlab.fail("GET", "/projects", answer(429, Map.of("Retry-After", "3600")));
    try (GitLabForge forge = forge(BOT)) {
      assertCode(Code.THROTTLED, "3600 s", () -> forge.read(mr));
    }
    assertThat(pace.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408})
  void whatMayPassIsTriedAgainWithinBounds(int status) throws ForgeException {
    gitlab.fail("GET", "/merge_requests/7", answer(status, Map.of()));
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.read(mr).number()).isEqualTo(7);
      for (int i = 0; i < Budget.ATTEMPTS; i++) {
        gitlab.fail("GET", "/merge_requests/7", answer(status, Map.of()));
      }
      assertCode(Code.UNAVAILABLE, "gave up after 5 attempts", () -> forge.read(mr));
    }
  }

  static Fault[] lostAnswers() {
    return new Fault[] {
      new Fault.ProcessedAndDrop(),
      new Fault.CutOff(),
      new Fault.ProcessedButAnswers(502, "<html>Bad Gateway</html>"),
      new Fault.ProcessedButAnswers(201, "<html>hello</html>"),
      new Fault.ProcessedButAnswers(201, "{}"),
    };
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void aCreateWhoseAnswerIsLostMakesNoSecondNote(Fault fault) throws ForgeException {
    gitlab.fail("POST", "/notes", fault);
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(mr, MARKER, body("x")).change()).isEqualTo(Change.CREATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
    assertThat(requests("POST", "/notes")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void anUpdateWhoseAnswerIsLostIsDoneAllTheSame(Fault fault) throws ForgeException {
    gitlab.note(7, "project_1_bot", body("old"));
    gitlab.fail("PUT", "/notes", fault);
    try (GitLabForge forge = forge(BOT)) {
      assertThat(forge.upsertComment(mr, MARKER, body("x")).change()).isEqualTo(Change.UPDATED);
    }
    assertThat(bodies()).containsExactly(body("x"));
  }

  @Test
  void aCreateThatNeverArrivedIsTriedAgain() throws ForgeException {
    gitlab.fail("POST", "/notes", new Fault.Drop());
    try (GitLabForge forge = forge(BOT)) {
      forge.upsertComment(mr, MARKER, body("x"));
    }
    assertThat(bodies()).containsExactly(body("x"));
    assertThat(requests("POST", "/notes")).isEqualTo(2);
  }

  @Test
  void aServerThatNeverAnswersACreateIsGivenUp() throws ForgeException {
    for (int i = 0; i < 2 * Budget.ATTEMPTS; i++) {
      gitlab.fail("POST", "/notes", new Fault.Drop());
    }
    try (GitLabForge forge = forge(BOT)) {
      assertCode(Code.UNAVAILABLE, () -> forge.upsertComment(mr, MARKER, body("x")));
    }
    assertThat(requests("POST", "/notes")).isEqualTo(Budget.ATTEMPTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>captive portal</html>",
        "",
        "null",
        "[",
        "{\"id\": \"x\"}",
        "[[[[]]]]",
        "{\"iid\": {}}"
      })
  void nonsenseIsUnavailable(String answer) throws ForgeException {
    gitlab.fail("GET", "/merge_requests/7", new Fault.Answer(200, Map.of(), answer));
    try (GitLabForge forge = forge(BOT)) {
      assertCode(Code.UNAVAILABLE, () -> forge.read(mr));
    }
  }

  @Test
  void pagesThatNeverEndAreRefused() throws ForgeException {
    Fault again = new Fault.Answer(200, Map.of("X-Next-Page", "1"), "[]");
    gitlab.fail("GET", "/notes", again);
    try (GitLabForge forge = forge(BOT)) {
      assertCode(Code.UNAVAILABLE, () -> forge.upsertComment(mr, MARKER, body("x")));
    }
    assertThat(bodies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1/api/v4/user", "https://evil.example/", "::", "file:///etc"})
  void redirectsElsewhereAreNotFollowed(String location) throws ForgeException {
    for (String path : new String[] {"/projects/", "/notes"}) {
      gitlab.fail("GET", path, new Fault.Answer(302, Map.of("Location", location), "{}"));
    }
    try (GitLabForge forge = forge(BOT)) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> forge.read(mr)))
          .isInstanceOf(ForgeException.class);
    }
  }

  @Test
  void redirectsInCirclesEnd() throws ForgeException {
    for (int i = 0; i < 10; i++) {
      String here = gitlab.apiUrl() + "/projects/acme%2Ftools%2Fapp";
      gitlab.fail("GET", "/projects/", new Fault.Answer(301, Map.of("Location", here), "{}"));
    }
    try (GitLabForge forge = forge(BOT)) {
      assertCode(Code.UNAVAILABLE, () -> forge.read(mr));
    }
    assertThat(requests("GET", "/projects/")).isEqualTo(4);
  }

  @Test
  void aServerThatEchoesTheTokenGetsItIntoNoMessage() throws ForgeException {
    gitlab.fail(
        "GET", "/projects/", new Fault.Answer(400, Map.of(), "{\"message\":\"" + BOT + "\"}"));
    try (GitLabForge forge = forge(BOT)) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> forge.read(mr)))
          .hasMessageContaining("***")
          .hasMessageNotContaining(BOT);
    }
  }

  @Test
  void messagesStayOnOneLineAndShort() throws ForgeException {
    String said =
        "{\"message\":{\"a\":[\"x\\u001b[31m\\nerror: forged " + "y".repeat(900) + "\"]}}";
    gitlab.fail("GET", "/projects/", new Fault.Answer(400, Map.of(), said));
    try (GitLabForge forge = forge(BOT)) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> forge.read(mr)).getMessage())
          .doesNotContain("\n", "\u001b")
          .hasSizeLessThan(500);
    }
  }
}

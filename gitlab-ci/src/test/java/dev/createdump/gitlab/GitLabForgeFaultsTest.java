package dev.createdump.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

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

/// What the forge does while GitLab does not work as it should.
class GitLabForgeFaultsTest extends ForgeOnFake {
  private static Fault.Answer answer(int status, Map<String, String> headers) {
    return new Fault.Answer(status, headers, "{\"message\":\"Retry later\"}");
  }

  @Test
  void waitsForTheLimitsReset() throws ForgeException {
    String reset = String.valueOf(pace.now().plusSeconds(20).getEpochSecond());
    gitlab.fail("GET", "/notes", answer(429, Map.of("RateLimit-Reset", reset)));
    try (GitLabForge forge = forge(BOT)) {
      forge.upsertComment(mr, new Draft(MARKER, body("x")));
    }
    assertThat(pace.sleeps()).containsExactly(Duration.ofSeconds(21));
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

  @Test
  void pagesThatNeverEndAreRefused() throws ForgeException {
    Fault again = new Fault.Answer(200, Map.of("X-Next-Page", "1"), "[]");
    gitlab.fail("GET", "/notes", again);
    try (GitLabForge forge = forge(BOT)) {
      assertCode(Code.UNAVAILABLE, () -> forge.upsertComment(mr, new Draft(MARKER, body("x"))));
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

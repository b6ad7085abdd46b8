package dev.createdump.gitlab;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.support.forge.Token;
import dev.createdump.testkit.forge.FakeGitLab;
import dev.createdump.testkit.forge.FakeGitLab.Account;
import dev.createdump.testkit.forge.FakeGitLab.Note;
import dev.createdump.testkit.forge.FakeGitLab.Scope;
import dev.createdump.testkit.forge.FakePace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A forge on a fake GitLab with one merge request.
abstract class ForgeOnFake {
  static final String BOT = "bot-token-bot-token-bot-token";
  static final String READER = "reader-token-reader-token";
  static final String GUEST = "guest-token-guest-token-";
  static final String JOB = "job-token-job-token-job-token";
  static final String MARKER = "<!-- create-dump:main -->";
  static final String PROJECT = "acme/tools/app";
  static final String BASE = "1".repeat(40);
  static final String HEAD = "2".repeat(40);

  final FakePace pace = new FakePace();
  FakeGitLab gitlab;
  PullRequestRef mr;

  @SuppressWarnings("NullAway.Init") // JUnit calls start() before any test
  ForgeOnFake() {}

  @BeforeEach
  void start() throws IOException {
    gitlab = FakeGitLab.start();
    gitlab.token(BOT, new Account("project_1_bot", Scope.API));
    gitlab.token(READER, new Account("project_1_bot", Scope.READ_API));
    gitlab.token(GUEST, new Account("guest", Scope.GUEST));
    gitlab.token(JOB, new Account("somebody", Scope.JOB));
    gitlab.request(new FakeGitLab.Request(PROJECT, 7, "Add `it` <b>", BASE, HEAD, true));
    mr = new PullRequestRef(gitlab.apiUrl(), "acme/tools", "app", 7);
  }

  @AfterEach
  void stop() {
    gitlab.close();
  }

  GitLabForge forge(String token) throws ForgeException {
    return new GitLabForge(gitlab.apiUrl(), Token.of("GitLab", token), Duration.ofMinutes(2), pace);
  }

  static String body(String text) {
    return MARKER + "\n" + text + "\n";
  }

  List<String> bodies() {
    return gitlab.notes(7).stream().map(Note::body).toList();
  }

  long requests(String method, String pathPart) {
    return gitlab.exchanges().stream()
        .filter(e -> e.method().equals(method) && e.path().contains(pathPart))
        .count();
  }

  interface Action {
    void run() throws Exception;
  }

  static void assertCode(Code code, Action action) {
    assertCode(code, "", action);
  }

  static void assertCode(Code code, String said, Action action) {
    assertThatThrownBy(action::run)
        .hasMessageContaining(said)
        .isInstanceOfSatisfying(
            ForgeException.class,
            e -> org.assertj.core.api.Assertions.assertThat(e.code()).isEqualTo(code));
  }
}

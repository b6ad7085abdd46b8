package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.support.forge.Token;
import dev.createdump.testkit.forge.Exchange;
import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.forge.FakePace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A forge on a fake GitHub with one pull request. After each test everything that was said is held
/// against GitHub's description, where that can be had.
abstract class ForgeOnFake {
  static final String BOT = "ghs_botbotbotbotbotbotbotbotbotbotbotbotbot";
  static final String PERSON = "ghp_personpersonpersonpersonpersonperson";
  static final String READER = "ghs_readerreaderreaderreaderreaderreader";
  static final String MARKER = "<!-- create-dump:main -->";
  static final String BASE = "1".repeat(40);
  static final String HEAD = "2".repeat(40);

  final FakePace pace = new FakePace();
  FakeGitHub github;
  PullRequestRef pr;

  @SuppressWarnings("NullAway.Init") // JUnit calls start() before any test
  ForgeOnFake() {}

  @BeforeEach
  void start() throws IOException {
    github = FakeGitHub.start();
    github.token(BOT, new FakeGitHub.Account("github-actions[bot]", true));
    github.token(PERSON, new FakeGitHub.Account("somebody", true));
    github.token(READER, new FakeGitHub.Account("github-actions[bot]", false));
    github.pull(new FakeGitHub.Pull("acme", "app", 7, "Add `it` <b>", BASE, HEAD, true));
    pr = new PullRequestRef(github.apiUrl(), "acme", "app", 7);
  }

  @AfterEach
  void stopAndCheck() {
    github.close();
    List<Exchange> said = github.exchanges();
    GitHubOpenApi.ifAvailable()
        .ifPresent(description -> assertThat(description.complaints(said)).isEmpty());
  }

  GitHubForge forge(String token) throws ForgeException {
    return forge(token, Duration.ofMinutes(2));
  }

  GitHubForge forge(String token, Duration deadline) throws ForgeException {
    return new GitHubForge(github.apiUrl(), Token.of("GitHub", token), deadline, pace);
  }

  static String body(String text) {
    return MARKER + "\n" + text + "\n";
  }

  List<String> bodies() {
    return github.comments(7).stream().map(FakeGitHub.Comment::body).toList();
  }

  long requests(String method, String pathPart) {
    return github.exchanges().stream()
        .filter(e -> e.method().equals(method) && e.path().contains(pathPart))
        .count();
  }
}

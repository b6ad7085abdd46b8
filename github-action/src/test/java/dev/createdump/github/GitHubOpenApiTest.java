package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.testkit.forge.Exchange;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The adapter and the fake speak as GitHub's own OpenAPI description says, and the check bites.
class GitHubOpenApiTest extends ForgeOnFake {
  private GitHubOpenApi description;

  @SuppressWarnings("NullAway.Init") // JUnit calls load() before any test
  GitHubOpenApiTest() {}

  @BeforeEach
  void load() {
    try {
      description = GitHubOpenApi.load();
    } catch (IOException e) {
      abort(
          "GitHub's OpenAPI description is missing: install npm and connect to its registry, so"
              + " that @octokit/openapi can be fetched ("
              + e.getMessage()
              + ")");
    }
  }

  @Test
  void everyRequestAndEveryAnswerIsAsGitHubDescribesIt() throws IOException {
    for (int i = 0; i < 250; i++) {
      github.comment(7, i % 2 == 0 ? "somebody" : "", "comment " + i);
    }
    for (String token : List.of(BOT, PERSON)) {
      try (GitHubForge forge = forge(token)) {
        forge.read(pr);
        forge.pullRequestsOf(
            new RepositoryRef(pr.apiUrl(), pr.owner(), pr.repository()),
            new Forge.Head(pr.owner(), "topic", HEAD));
        forge.upsertComment(pr, new Draft(MARKER, body("one")));
        forge.upsertComment(pr, new Draft(MARKER, body("two")));
      }
    }

    assertThat(description.complaints(github.exchanges())).isEmpty();
    assertThat(github.exchanges().stream().map(e -> e.method() + " " + e.status()).distinct())
        .contains("GET 200", "GET 403", "POST 201", "PATCH 200");
  }

  @Test
  void wrongRequestsAndAnswersAreFound() throws IOException {
    try (GitHubForge forge = forge(PERSON)) {
      forge.upsertComment(pr, new Draft(MARKER, body("one")));
    }
    Exchange create = github.exchanges().getLast();

    assertThat(create.method()).isEqualTo("POST");
    assertThat(description.complaints(List.of(with(create, "{\"text\":\"x\"}", create.answer()))))
        .anyMatch(complaint -> complaint.contains("body"));
    assertThat(description.complaints(List.of(with(create, "{\"body\":1}", create.answer()))))
        .isNotEmpty();
    assertThat(description.complaints(List.of(with(create, create.body(), "{\"id\":1}"))))
        .anyMatch(complaint -> complaint.contains("html_url"));
  }

  private static Exchange with(Exchange e, String body, String answer) {
    return new Exchange(
        e.method(), e.path(), e.query(), e.headers(), body, e.status(), answer, false);
  }
}

package dev.createdump.cli;

import dev.createdump.github.GitHubForgeProvider;
import dev.createdump.testkit.forge.ForgeEnvironment;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Change;
import dev.createdump.testkit.forge.GitHubEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What holds on every host, of a job of GitHub Actions.
class GitHubHostTest extends HostContract {
  private @Nullable GitHubEnvironment github;

  @Override
  ForgeEnvironment environment() throws IOException {
    github =
        new GitHubEnvironment(
            (api, token, deadline, pace) ->
                new GitHubForgeProvider().open(api, token, deadline, Map.of()));
    return github;
  }

  @Override
  Invocation job(Change change, String head) throws IOException {
    Path event = temporary.resolve("event.json");
    Files.writeString(
        event,
        """
        {"action": "synchronize", "number": 7,
         "pull_request": {"number": 7, "title": "t", "html_url": "https://github.com/acme/app/pull/7",
           "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "feat|`ure"}}}
        """
            .formatted(change.baseSha(), head));
    String server = java.util.Objects.requireNonNull(github).server().serverUrl().toString();
    return Invocation.in()
        .with("GITHUB_ACTIONS", "true")
        .with("GITHUB_EVENT_NAME", "pull_request")
        .with("GITHUB_EVENT_PATH", event.toString())
        .with("GITHUB_REPOSITORY", "acme/app")
        .with("GITHUB_SERVER_URL", server)
        .with("GITHUB_API_URL", server)
        .with("GITHUB_RUN_ID", "99")
        .with("GITHUB_STEP_SUMMARY", temporary.resolve("summary.md").toString());
  }

  @Override
  Invocation with(Invocation job, @Nullable Account account) {
    return account == null ? job : job.with("GITHUB_TOKEN", GitHubEnvironment.token(account));
  }

  @Override
  Optional<Path> summary() {
    return Optional.of(temporary.resolve("summary.md"));
  }
}

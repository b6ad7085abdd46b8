package dev.createdump.cli;

import dev.createdump.gitlab.GitLabForgeProvider;
import dev.createdump.testkit.forge.ForgeEnvironment;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Change;
import dev.createdump.testkit.forge.GitLabEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What holds on every host, of a job of GitLab CI.
class GitLabHostTest extends HostContract {
  private @Nullable GitLabEnvironment gitlab;

  @Override
  ForgeEnvironment environment() throws IOException {
    gitlab =
        new GitLabEnvironment(
            (api, token, deadline, pace) ->
                new GitLabForgeProvider().open(api, token, deadline, Map.of()));
    return gitlab;
  }

  @Override
  Invocation job(Change change, String head) {
    var server = Objects.requireNonNull(gitlab).server();
    return Invocation.in()
        .with("GITLAB_CI", "true")
        .with("CI", "true")
        .with("CI_PIPELINE_SOURCE", "merge_request_event")
        .with("CI_PROJECT_PATH", "acme/tools/app")
        .with("CI_SERVER_HOST", "127.0.0.1")
        .with("CI_SERVER_URL", server.serverUrl().toString())
        .with("CI_API_V4_URL", server.apiUrl().toString())
        .with("CI_DEFAULT_BRANCH", "main")
        .with("CI_JOB_ID", "5")
        .with("CI_JOB_TOKEN", "job-token-of-this-job")
        .with("CI_MERGE_REQUEST_IID", "7")
        .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", change.baseSha())
        .with("CI_COMMIT_SHA", head);
  }

  @Override
  Invocation with(Invocation job, @Nullable Account account) {
    return account == null ? job : job.with("GITLAB_TOKEN", GitLabEnvironment.token(account));
  }

  @Override
  Optional<Path> summary() {
    return Optional.empty();
  }
}

package dev.createdump.gitlab;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeProvider;
import dev.createdump.spi.PullRequestRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens GitLab. Loads no HTTP client before {@link #open} is called, so that a run that never
/// speaks with GitLab does not pay for it.
public final class GitLabForgeProvider implements ForgeProvider {
  @Override
  public String name() {
    return "gitlab";
  }

  /// The job's own token is none of them: GitLab lets it write no notes.
  @Override
  public Access access() {
    return new Access(
        List.of("GITLAB_TOKEN"),
        "CI_API_V4_URL",
        "CI_SERVER_URL",
        "https://gitlab.com",
        "CI_JOB_TOKEN cannot write notes; make a project access token with the role Reporter and"
            + " the scope `api`, and give it to the job as the masked variable GITLAB_TOKEN");
  }

  /// Reads `https://HOST/GROUP/…/PROJECT/-/merge_requests/N`, with anything below it, a query or a
  /// fragment.
  ///
  /// The API is `CI_API_V4_URL` where the address begins with `CI_SERVER_URL`, otherwise `/api/v4`
  /// of the host. An address with `http:` is GitLab's only where `CI_SERVER_URL` says so.
  @Override
  public Optional<PullRequestRef> parse(URI pullRequestUrl, Map<String, String> environment) {
    return MergeRequestUrl.parse(pullRequestUrl, environment);
  }

  @Override
  public Forge open(URI apiUrl, String token, Duration deadline, Map<String, String> environment)
      throws ForgeException {
    return GitLabForge.open(apiUrl, token, deadline, environment);
  }
}

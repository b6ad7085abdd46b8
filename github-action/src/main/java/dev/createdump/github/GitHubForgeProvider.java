package dev.createdump.github;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeProvider;
import dev.createdump.spi.PullRequestRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens GitHub. Loads neither the SDK nor an HTTP client before {@link #open} is called, so that a
/// run that never speaks with GitHub does not pay for it.
public final class GitHubForgeProvider implements ForgeProvider {
  @Override
  public String name() {
    return "github";
  }

  @Override
  public Access access() {
    return new Access(
        List.of("GITHUB_TOKEN", "GH_TOKEN"),
        "GITHUB_API_URL",
        "GITHUB_SERVER_URL",
        "https://github.com",
        "give the job a GITHUB_TOKEN with `pull-requests: write`");
  }

  /// Reads `https://HOST/OWNER/REPO/pull/N`, with anything below it, a query or a fragment.
  ///
  /// The API is `GITHUB_API_URL` where the host is that of `GITHUB_SERVER_URL`; otherwise it
  /// follows from the host, as GitHub documents it for github.com, `*.ghe.com` and Enterprise
  /// Server. An address with `http:` is GitHub's only where `GITHUB_SERVER_URL` says so.
  @Override
  public Optional<PullRequestRef> parse(URI pullRequestUrl, Map<String, String> environment) {
    return PullRequestUrl.parse(pullRequestUrl, environment);
  }

  @Override
  public Forge open(URI apiUrl, String token, Duration deadline, Map<String, String> environment)
      throws ForgeException {
    return GitHubForge.open(apiUrl, token, deadline, environment);
  }
}

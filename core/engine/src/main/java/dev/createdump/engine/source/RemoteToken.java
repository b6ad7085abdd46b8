package dev.createdump.engine.source;

import dev.createdump.engine.base.Secret;
import dev.createdump.engine.ci.Hosts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The job's own token for a checkout that kept no credential: `GITHUB_TOKEN` for the host of
/// `GITHUB_SERVER_URL`, `CI_JOB_TOKEN` for that of `CI_SERVER_URL`, over https and for no other.
final class RemoteToken {
  /// Where a token comes from, whom it is for, and the name that goes before it.
  private record Source(String token, String server, String user) {}

  private static final Source GITHUB =
      new Source("GITHUB_TOKEN", "GITHUB_SERVER_URL", "x-access-token");

  private static final Source GITLAB =
      new Source("CI_JOB_TOKEN", "CI_SERVER_URL", "gitlab-ci-token");

  private RemoteToken() {}

  static Remote added(Remote remote, Map<String, String> variables) {
    Remote ofGitHub = added(remote, variables, GITHUB);
    return ofGitHub == remote ? added(remote, variables, GITLAB) : ofGitHub;
  }

  private static Remote added(Remote remote, Map<String, String> variables, Source source) {
    String token = variables.getOrDefault(source.token(), "");
    String server = variables.getOrDefault(source.server(), "");
    String url = remote.url().reveal();
    boolean own =
        url.startsWith("https://")
            && server.startsWith("https://")
            && !Hosts.of(server).isEmpty()
            && Hosts.of(server).equals(Hosts.of(url))
            && url.indexOf('@') < 0;
    if (token.isEmpty() || !own || !remote.headers().isEmpty()) {
      return remote;
    }
    String pair = source.user() + ":" + token;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Secret header = Secret.of("Authorization: Basic " + encoded);
    return new Remote(remote.name(), remote.url(), List.of(header));
  }
}

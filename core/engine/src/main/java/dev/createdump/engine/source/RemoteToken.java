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

  private static final List<Source> SOURCES =
      List.of(
          new Source("GITHUB_TOKEN", "GITHUB_SERVER_URL", "x-access-token"),
          new Source("CI_JOB_TOKEN", "CI_SERVER_URL", "gitlab-ci-token"));

  private RemoteToken() {}

  static Remote added(Remote remote, Map<String, String> variables) {
    for (Source source : SOURCES) {
      if (remote.headers().isEmpty() && isFor(remote, variables, source)) {
        return with(remote, source.user(), variables.getOrDefault(source.token(), ""));
      }
    }
    return remote;
  }

  private static boolean isFor(Remote remote, Map<String, String> variables, Source source) {
    String server = variables.getOrDefault(source.server(), "");
    String url = remote.url().reveal();
    return !variables.getOrDefault(source.token(), "").isEmpty()
        && url.startsWith("https://")
        && server.startsWith("https://")
        && !Hosts.of(server).isEmpty()
        && Hosts.of(server).equals(Hosts.of(url))
        && url.indexOf('@') < 0;
  }

  private static Remote with(Remote remote, String user, String token) {
    String pair = user + ":" + token;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Secret header = Secret.of("Authorization: Basic " + encoded);
    return new Remote(remote.name(), remote.url(), List.of(header));
  }
}

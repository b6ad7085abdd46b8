package dev.createdump.engine.source;

import dev.createdump.engine.base.Secret;
import dev.createdump.engine.ci.Hosts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The job's own token for a checkout that kept no credential: `GITHUB_TOKEN`, for the host of
/// `GITHUB_SERVER_URL` over https and for no other.
final class RemoteToken {
  private RemoteToken() {}

  static Remote added(Remote remote, Map<String, String> variables) {
    String token = variables.getOrDefault("GITHUB_TOKEN", "");
    String server = variables.getOrDefault("GITHUB_SERVER_URL", "");
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
    String pair = "x-access-token:" + token;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Secret header = Secret.of("Authorization: Basic " + encoded);
    return new Remote(remote.name(), remote.url(), List.of(header));
  }
}

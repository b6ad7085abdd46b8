package dev.createdump.engine.central;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How policies are reached: credentials, trust and bounds, all from the environment of the run and
/// never from a project.
///
/// @param token for the host of the first URI alone; `Bearer` over https, the password over git
/// @param clientCertificate file of certificates in PEM
/// @param clientKey file of its private key in PEM (PKCS #8)
/// @param authorities file of certificates in PEM that are trusted instead of the JDK's
/// @param redirectHosts the hosts that a redirect may lead to, beside the one that sends it
/// @param variables for git and the stores
/// @param deadline for everything about one policy
record Access(
    Optional<Secret> token,
    Optional<Path> clientCertificate,
    Optional<Path> clientKey,
    Optional<Path> authorities,
    List<String> redirectHosts,
    Optional<String> proxy,
    Map<String, String> variables,
    Duration deadline) {
  /// No policy that people can read is larger.
  static final int MAX_BYTES = 256 << 10;

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  static Access of(Environment environment) {
    List<String> hosts = new ArrayList<>();
    for (String host : environment.get("CREATE_DUMP_POLICY_REDIRECT_HOSTS").orElse("").split(",")) {
      if (!host.isBlank()) {
        hosts.add(host.strip());
      }
    }
    return new Access(
        environment.get("CREATE_DUMP_POLICY_TOKEN").map(Secret::of),
        environment.get("CREATE_DUMP_POLICY_CLIENT_CERT").map(Path::of),
        environment.get("CREATE_DUMP_POLICY_CLIENT_KEY").map(Path::of),
        environment.get("CREATE_DUMP_POLICY_CA").map(Path::of),
        List.copyOf(hosts),
        environment.get("https_proxy").or(() -> environment.get("HTTPS_PROXY")),
        environment.variables(),
        DEADLINE);
  }

  Access within(Duration other) {
    return new Access(
        token, clientCertificate, clientKey, authorities, redirectHosts, proxy, variables, other);
  }

  /// The same for a host that was not named by whoever gave the credentials.
  Access withoutCredentials() {
    return new Access(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        authorities,
        redirectHosts,
        proxy,
        variables,
        deadline);
  }
}

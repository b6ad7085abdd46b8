package dev.createdump.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens forges. Found with {@link java.util.ServiceLoader}; its constructor does no I/O and loads
/// no SDK.
public interface ForgeProvider {
  /// The forge's name as the engine's change detection gives it, such as `github`.
  String name();

  /// With what a run may speak to the forge.
  Access access();

  /// Where a token comes from, and whom it may be shown to.
  ///
  /// @param tokens the variables that may hold it, the first one that is set counts
  /// @param api the variable that names the API of the job's own server
  /// @param server the variable that names the server they are for
  /// @param publicServer the server where that variable is not set
  /// @param advice which token with which right to give, as people are told who lack it
  record Access(
      List<String> tokens, String api, String server, String publicServer, String advice) {
    public Access {
      tokens = List.copyOf(tokens);
    }
  }

  /// Reads the address of a pull request as people copy it from a browser.
  ///
  /// @return the reference, or nothing where the address is not one of this forge's
  Optional<PullRequestRef> parse(URI pullRequestUrl, Map<String, String> environment);

  /// Opens a forge.
  ///
  /// @param apiUrl the base of its API
  /// @param token the token to speak with
  /// @param deadline the longest that one call may take with all its retries
  /// @param environment says through which proxy, and whom to trust
  Forge open(URI apiUrl, String token, Duration deadline, Map<String, String> environment)
      throws ForgeException;
}

package dev.createdump.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Opens forges. Found with {@link java.util.ServiceLoader}; its constructor does no I/O and loads
/// no SDK.
public interface ForgeProvider {
  /// The forge's name as the engine's change detection gives it, such as `github`.
  String name();

  /// Reads the address of a pull request as people copy it from a browser.
  ///
  /// @return the reference, or nothing where the address is not one of this forge's
  Optional<PullRequestRef> parse(URI pullRequestUrl, Map<String, String> environment);

  /// Opens a forge.
  ///
  /// @param apiUrl the base of its API
  /// @param token the token to speak with
  /// @param deadline the longest that one call may take with all its retries
  Forge open(URI apiUrl, String token, Duration deadline) throws ForgeException;
}

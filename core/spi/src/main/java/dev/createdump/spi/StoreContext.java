package dev.createdump.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a store may know of the run it serves.
///
/// @param settings the settings under the scheme's own table, such as `[store.s3]`, by key
/// @param environment the environment variables; a store reads no others
/// @param deadline the longest that one operation may take with all its retries
public record StoreContext(
    Map<String, String> settings, Map<String, String> environment, Duration deadline) {
  public StoreContext {
    settings = Map.copyOf(settings);
    environment = Map.copyOf(environment);
  }

  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }
}

package dev.createdump.engine.base;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Where is kept what can be fetched or made again.
public final class CacheHome {
  private CacheHome() {}

  /// `CREATE_DUMP_CACHE_DIR`, else below `XDG_CACHE_HOME` or `~/.cache`; none without any of them.
  public static Optional<Path> of(Environment environment) {
    return of(environment, environment.get("CREATE_DUMP_CACHE_DIR").orElse(""));
  }

  /// The same where a setting has been read already.
  ///
  /// @param chosen the directory of all caches; empty for the user's
  public static Optional<Path> of(Environment environment, String chosen) {
    try {
      if (!chosen.isEmpty()) {
        return Optional.of(Path.of(chosen).toAbsolutePath());
      }
      // A relative one is to be ignored, says the XDG Base Directory Specification.
      Optional<String> base = environment.get("XDG_CACHE_HOME");
      if (base.isPresent() && Path.of(base.get()).isAbsolute()) {
        return Optional.of(Path.of(base.get(), "create-dump"));
      }
      return environment.get("HOME").map(home -> Path.of(home, ".cache", "create-dump"));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}

package dev.createdump.engine.base;

import java.nio.file.Path;
import java.util.Optional;

/// Where is kept what can be fetched or made again.
public final class CacheHome {
  private CacheHome() {}

  /// `CREATE_DUMP_CACHE_DIR`, else below `XDG_CACHE_HOME` or `~/.cache`; none without any of them.
  public static Optional<Path> of(Environment environment) {
    return environment
        .get("CREATE_DUMP_CACHE_DIR")
        .map(Path::of)
        .or(() -> environment.get("XDG_CACHE_HOME").map(d -> Path.of(d, "create-dump")))
        .or(() -> environment.get("HOME").map(d -> Path.of(d, ".cache", "create-dump")));
  }
}

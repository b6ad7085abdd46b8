package dev.createdump.engine.policy;

/// What is kept of earlier runs.
///
/// @param use whether it is taken, and kept
/// @param dir its directory; empty for the usual one
/// @param maxSize how large it may grow, in bytes
public record CacheSettings(boolean use, String dir, long maxSize) {
  static CacheSettings of(Values values) {
    return new CacheSettings(
        values.get(Keys.CACHE_USE), values.get(Keys.CACHE_DIR), values.get(Keys.CACHE_MAX_SIZE));
  }
}

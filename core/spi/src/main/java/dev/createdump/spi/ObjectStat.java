package dev.createdump.spi;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store knows of an object without opening it.
///
/// @param key the object's key
/// @param length its length in bytes
/// @param metadata its user metadata, by name in order; empty where the store keeps none, and it
///     may be left out of listings
/// @param etagOrNull the store's entity tag
/// @param versionOrNull the store's version or generation
public record ObjectStat(
    ObjectKey key,
    long length,
    Map<String, String> metadata,
    @Nullable String etagOrNull,
    @Nullable String versionOrNull) {

  public ObjectStat {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  public Optional<String> etag() {
    return Optional.ofNullable(etagOrNull);
  }

  public Optional<String> version() {
    return Optional.ofNullable(versionOrNull);
  }
}

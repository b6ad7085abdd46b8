package dev.createdump.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an object is to be stored.
///
/// @param precondition what must hold for the object to be written
/// @param contentType the media type, such as `text/markdown; charset=utf-8`
/// @param metadata user metadata; needs {@link Capability#METADATA} unless empty
/// @param tags tags; need {@link Capability#TAGS} unless empty
/// @param retentionOrNull how long the object must stay; needs {@link Capability#OBJECT_LOCK}
/// @param legalHold whether the object is held until somebody lifts it; needs OBJECT_LOCK
/// @param encryptionKeyOrNull the name of the key to encrypt with; needs SSE_KMS
public record PutOptions(
    Precondition precondition,
    String contentType,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable Retention retentionOrNull,
    boolean legalHold,
    @Nullable String encryptionKeyOrNull) {

  /// What must hold for an object to be written.
  public enum Precondition {
    /// Nothing: an object that is there is replaced, atomically.
    NONE,
    /// No object has this key. Needs {@link Capability#PUT_IF_ABSENT}.
    ABSENT
  }

  /// How strictly a retention binds, in the terms that S3 made common.
  public enum RetentionMode {
    /// Those with a special permission may shorten it.
    GOVERNANCE,
    /// Nobody may shorten it.
    COMPLIANCE
  }

  /// How long an object must stay.
  ///
  /// @param mode how strictly it binds
  /// @param until the first instant at which the object may go
  public record Retention(RetentionMode mode, Instant until) {}

  public PutOptions {
    metadata = java.util.Collections.unmodifiableMap(new TreeMap<>(metadata));
    tags = java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /// Creates only where nothing is, with a media type and nothing else.
  public static PutOptions createOnly(String contentType) {
    return new PutOptions(Precondition.ABSENT, contentType, Map.of(), Map.of(), null, false, null);
  }

  /// Writes whatever is there already, with a media type and nothing else.
  public static PutOptions replace(String contentType) {
    return new PutOptions(Precondition.NONE, contentType, Map.of(), Map.of(), null, false, null);
  }

  public Optional<Retention> retention() {
    return Optional.ofNullable(retentionOrNull);
  }

  public Optional<String> encryptionKey() {
    return Optional.ofNullable(encryptionKeyOrNull);
  }

  /// The same options with other user metadata.
  public PutOptions withMetadata(Map<String, String> other) {
    return new PutOptions(
        precondition, contentType, other, tags, retentionOrNull, legalHold, encryptionKeyOrNull);
  }

  /// The same options with other tags.
  public PutOptions withTags(Map<String, String> other) {
    return new PutOptions(
        precondition,
        contentType,
        metadata,
        other,
        retentionOrNull,
        legalHold,
        encryptionKeyOrNull);
  }

  /// The same options with a retention.
  public PutOptions withRetention(Retention other) {
    return new PutOptions(
        precondition, contentType, metadata, tags, other, legalHold, encryptionKeyOrNull);
  }
}

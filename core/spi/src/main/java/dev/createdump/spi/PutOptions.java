package dev.createdump.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an object is to be stored.
///
/// @param precondition what must hold for the object to be written
/// @param contentType the media type, such as `text/markdown; charset=utf-8`
/// @param metadata user metadata; needs {@link Capability#METADATA} unless empty. Names match
///     `[a-z][a-z0-9]*`, values are printable ASCII without blanks at the ends, all of it at most
///     2,048 characters: what S3, Google Cloud Storage and Azure keep unchanged
/// @param tags tags, at most 10; need {@link Capability#TAGS} unless empty. Names have 1 to 128
///     and values up to 256 characters of `[A-Za-z0-9 +.:=_/-]`: what S3 and Azure keep
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
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    check("metadata", metadata, "[a-z][a-z0-9]*", "|[!-~]|[!-~][ -~]*[!-~]");
    if (metadata.toString().length() > MAX_METADATA) {
      throw new IllegalArgumentException("metadata is longer than " + MAX_METADATA);
    }
    check("tag", tags, "[A-Za-z0-9 +.:=_/-]{1,128}", "[A-Za-z0-9 +.:=_/-]{0,256}");
    if (tags.size() > MAX_TAGS) {
      throw new IllegalArgumentException("more than " + MAX_TAGS + " tags");
    }
  }

  private static final int MAX_METADATA = 2048;
  private static final int MAX_TAGS = 10;

  private static void check(String what, Map<String, String> map, String names, String values) {
    map.forEach(
        (name, value) -> {
          if (!name.matches(names) || !value.matches(values)) {
            throw new IllegalArgumentException(what + " that not every store keeps: " + name);
          }
        });
  }

  /// What a store must be able to do to store with these options.
  public Set<Capability> needed() {
    EnumSet<Capability> needed = EnumSet.noneOf(Capability.class);
    if (precondition == Precondition.ABSENT) {
      needed.add(Capability.PUT_IF_ABSENT);
    }
    if (!metadata.isEmpty()) {
      needed.add(Capability.METADATA);
    }
    if (!tags.isEmpty()) {
      needed.add(Capability.TAGS);
    }
    if (retentionOrNull != null || legalHold) {
      needed.add(Capability.OBJECT_LOCK);
    }
    if (encryptionKeyOrNull != null) {
      needed.add(Capability.SSE_KMS);
    }
    return needed;
  }

  /// Fails where a store cannot do what these options ask for. Every store calls this before it
  /// writes anything.
  ///
  /// @param offered what the store can do
  /// @param subject the URI or key to name in the error
  /// @throws StoreException `UNSUPPORTED`, naming what is missing
  public void require(Set<Capability> offered, String subject) throws StoreException {
    Set<Capability> missing = needed();
    missing.removeAll(offered);
    if (!missing.isEmpty()) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED, subject, "the store cannot do " + missing);
    }
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

  /// The same options with another media type.
  public PutOptions withContentType(String other) {
    return new PutOptions(
        precondition, other, metadata, tags, retentionOrNull, legalHold, encryptionKeyOrNull);
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

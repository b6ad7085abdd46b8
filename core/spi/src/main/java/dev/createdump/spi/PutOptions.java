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
/// @param encryptionOrNull what the store encrypts with; needs SSE_MANAGED or SSE_KMS. Null leaves
///     it to the bucket
/// @param storageClassOrNull the class of storage in the store's own words, such as `STANDARD_IA`;
///     needs {@link Capability#STORAGE_CLASS}. Null leaves it to the bucket
public record PutOptions(
    Precondition precondition,
    String contentType,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable Retention retentionOrNull,
    boolean legalHold,
    @Nullable Encryption encryptionOrNull,
    @Nullable String storageClassOrNull) {

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

  /// What a store encrypts an object with. A key that the customer keeps is none of these: it is
  /// needed for reading too, and therefore {@link StoreSetting#CUSTOMER_KEY}.
  public sealed interface Encryption {
    /// Keys of the store's own.
    record Managed() implements Encryption {}

    /// A key of a key service.
    ///
    /// @param key its name or identifier, as the key service has it
    record Kms(String key) implements Encryption {}
  }

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
    if (encryptionOrNull != null) {
      needed.add(
          encryptionOrNull instanceof Encryption.Kms ? Capability.SSE_KMS : Capability.SSE_MANAGED);
    }
    if (storageClassOrNull != null) {
      needed.add(Capability.STORAGE_CLASS);
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
    return plain(Precondition.ABSENT, contentType);
  }

  /// Writes whatever is there already, with a media type and nothing else.
  public static PutOptions replace(String contentType) {
    return plain(Precondition.NONE, contentType);
  }

  private static PutOptions plain(Precondition precondition, String contentType) {
    return new PutOptions(precondition, contentType, Map.of(), Map.of(), null, false, null, null);
  }

  public Optional<Retention> retention() {
    return Optional.ofNullable(retentionOrNull);
  }

  public Optional<Encryption> encryption() {
    return Optional.ofNullable(encryptionOrNull);
  }

  public Optional<String> storageClass() {
    return Optional.ofNullable(storageClassOrNull);
  }

  /// The same options with another media type.
  public PutOptions withContentType(String other) {
    return new PutOptions(
        precondition,
        other,
        metadata,
        tags,
        retentionOrNull,
        legalHold,
        encryptionOrNull,
        storageClassOrNull);
  }

  /// The same options with other user metadata.
  public PutOptions withMetadata(Map<String, String> other) {
    return new PutOptions(
        precondition,
        contentType,
        other,
        tags,
        retentionOrNull,
        legalHold,
        encryptionOrNull,
        storageClassOrNull);
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
        encryptionOrNull,
        storageClassOrNull);
  }

  /// The same options with a retention.
  public PutOptions withRetention(Retention other) {
    return new PutOptions(
        precondition,
        contentType,
        metadata,
        tags,
        other,
        legalHold,
        encryptionOrNull,
        storageClassOrNull);
  }

  /// The same options with or without a legal hold.
  public PutOptions withLegalHold(boolean held) {
    return new PutOptions(
        precondition,
        contentType,
        metadata,
        tags,
        retentionOrNull,
        held,
        encryptionOrNull,
        storageClassOrNull);
  }

  /// The same options with an encryption.
  public PutOptions withEncryption(Encryption other) {
    return new PutOptions(
        precondition,
        contentType,
        metadata,
        tags,
        retentionOrNull,
        legalHold,
        other,
        storageClassOrNull);
  }

  /// The same options with a class of storage.
  public PutOptions withStorageClass(String other) {
    return new PutOptions(
        precondition,
        contentType,
        metadata,
        tags,
        retentionOrNull,
        legalHold,
        encryptionOrNull,
        other);
  }
}

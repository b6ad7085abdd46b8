package dev.createdump.spi;

/// What a store may be able to do beyond storing, reading, stating and listing.
///
/// A capability that a store does not declare fails with {@link StoreException.Code#UNSUPPORTED}
/// when it is asked for; it is never silently left out or done in a weaker way.
public enum Capability {
  /// Creates an object only where none is: {@link PutOptions.Precondition#ABSENT}.
  PUT_IF_ABSENT,
  /// Computes a checksum of what it received and returns it in the receipt.
  SERVER_CHECKSUM,
  /// Keeps an object from being changed until a time, or under a legal hold.
  OBJECT_LOCK,
  /// Keeps tags with an object.
  TAGS,
  /// Keeps user metadata with an object.
  METADATA,
  /// Hands out time-limited URLs for reading.
  SIGNED_URL,
  /// Encrypts with keys of the store's own when asked to.
  SSE_MANAGED,
  /// Encrypts with a key of a key service, which the caller names.
  SSE_KMS,
  /// Keeps an object in a class of storage that the caller names.
  STORAGE_CLASS
}

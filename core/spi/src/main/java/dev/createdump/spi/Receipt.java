package dev.createdump.spi;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a store answers when an object has been stored, as proof of it.
///
/// @param uri the object's own URI
/// @param length the length in bytes that the store holds
/// @param sha256 the SHA-256 of the payload that was sent, in lower-case hexadecimal digits
/// @param created whether this call wrote the object; false where it was there already
/// @param versionOrNull the store's version or generation of the object
/// @param etagOrNull the store's entity tag
/// @param serverChecksumOrNull the checksum as the store computed it, as `algorithm:value`
public record Receipt(
    URI uri,
    long length,
    String sha256,
    boolean created,
    @Nullable String versionOrNull,
    @Nullable String etagOrNull,
    @Nullable String serverChecksumOrNull) {

  public Optional<String> version() {
    return Optional.ofNullable(versionOrNull);
  }

  public Optional<String> etag() {
    return Optional.ofNullable(etagOrNull);
  }

  public Optional<String> serverChecksum() {
    return Optional.ofNullable(serverChecksumOrNull);
  }

  /// The same receipt, saying that the object was there before.
  public Receipt alreadyThere() {
    return new Receipt(uri, length, sha256, false, versionOrNull, etagOrNull, serverChecksumOrNull);
  }
}

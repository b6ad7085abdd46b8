package dev.createdump.engine.manifest;

/// Names a manifest in a bucket by its content.
///
/// @param key the key of the manifest in the bucket
/// @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal digits
public record ManifestLink(String key, String sha256) {}

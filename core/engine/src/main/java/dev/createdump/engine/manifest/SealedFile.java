package dev.createdump.engine.manifest;

/// One file of a dump as the manifest lists it.
///
/// @param name its name in the dump's directory
/// @param mediaType its media type
/// @param size its length in bytes
/// @param sha256 its SHA-256 in lower-case hexadecimal digits
public record SealedFile(String name, String mediaType, long size, String sha256) {}

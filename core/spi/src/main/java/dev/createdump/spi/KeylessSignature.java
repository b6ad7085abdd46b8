package dev.createdump.spi;

/// A keyless signature that was made and verified.
///
/// @param bundle a Sigstore bundle in JSON
/// @param signer whom it is of
public record KeylessSignature(byte[] bundle, KeylessIdentity signer) {}

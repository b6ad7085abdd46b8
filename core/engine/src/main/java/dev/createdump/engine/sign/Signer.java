package dev.createdump.engine.sign;

import dev.createdump.engine.base.Failure;

/// Signs bytes.
interface Signer {
  /// The public key, Base64 of its SubjectPublicKeyInfo; empty where it has another form or is not
  /// known.
  String publicKey();

  /// What the signer calls its key.
  String keyId();

  /// Signs what a DSSE signature covers.
  byte[] sign(byte[] encoded) throws Failure;
}

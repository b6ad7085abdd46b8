package dev.createdump.engine.sign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Dead Simple Signing Envelope, version 1 (github.com/secure-systems-lab/dsse): what is signed.
final class Dsse {
  /// The type of in-toto statements.
  static final String TYPE = "application/vnd.in-toto+json";

  private Dsse() {}

  /// The pre-authentication encoding of a payload: the bytes that a signature covers.
  static byte[] encode(byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = "DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length + " ";
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}

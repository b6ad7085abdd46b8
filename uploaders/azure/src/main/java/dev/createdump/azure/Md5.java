package dev.createdump.azure;

import dev.createdump.spi.PayloadException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The digest that Azure verifies of every body it receives (`Content-MD5`). It protects against
/// accidents on the way; what protects a dump against people is its SHA-256.
final class Md5 {
  private Md5() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks MD5", e);
    }
  }

  static byte[] of(byte[] content) {
    return digest().digest(content);
  }

  /// As a receipt shows it.
  static String text(byte[] md5) {
    return "md5:" + HexFormat.of().formatHex(md5);
  }

  /// @throws PayloadException where the server computed another digest than the one sent
  static void requireSame(byte[] sent, byte @Nullable [] received) throws PayloadException {
    if (received != null && !MessageDigest.isEqual(sent, received)) {
      throw new PayloadException("what arrived is not what was sent: its MD5 differs", null);
    }
  }
}

package dev.createdump.engine.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4), the one digest of the product.
public final class Digests {
  private Digests() {}

  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The digest of bytes as 64 lower-case hexadecimal digits.
  public static String sha256Hex(byte[] content) {
    return HexFormat.of().formatHex(newSha256().digest(content));
  }

  /// The digest of all that a stream yields as 64 lower-case hexadecimal digits. The caller closes
  /// it.
  public static String sha256Hex(InputStream content) throws IOException {
    MessageDigest digest = newSha256();
    content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The digest of a file's content as 64 lower-case hexadecimal digits.
  public static String sha256Hex(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256Hex(in);
    }
  }

  /// The digest of a text's UTF-8 bytes as 64 lower-case hexadecimal digits.
  public static String sha256Hex(String content) {
    return sha256Hex(content.getBytes(StandardCharsets.UTF_8));
  }
}

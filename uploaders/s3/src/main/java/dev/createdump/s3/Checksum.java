package dev.createdump.s3;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Which checksum goes with what is sent, so that the store verifies it and can prove it.
///
/// `AUTO` sends the SHA-256 of a whole object, which is known before, and CRC-32 with parts.
/// `WHEN_REQUIRED` sends MD5 in `Content-MD5`, which every store knows since the beginning.
enum Checksum {
  AUTO,
  WHEN_REQUIRED,
  SHA256,
  CRC64NVME;

  /// @param setting as the configuration has it
  static Checksum of(String setting) {
    return switch (setting) {
      case "when-required" -> WHEN_REQUIRED;
      case "sha256" -> SHA256;
      case "crc64nvme" -> CRC64NVME;
      default -> AUTO;
    };
  }

  /// The algorithm of the parts of an object; null where it is `Content-MD5`.
  @Nullable ChecksumAlgorithm ofParts() {
    return switch (this) {
      case AUTO -> ChecksumAlgorithm.CRC32;
      case SHA256 -> ChecksumAlgorithm.SHA256;
      case CRC64NVME -> ChecksumAlgorithm.CRC64_NVME;
      case WHEN_REQUIRED -> null;
    };
  }

  /// The checksum of a part.
  byte[] part(byte[] content, int length) {
    return switch (this) {
      case AUTO -> crc32(content, length);
      case SHA256 -> digest("SHA-256", content, length);
      case CRC64NVME -> Crc64Nvme.of(content, length);
      case WHEN_REQUIRED -> digest("MD5", content, length);
    };
  }

  /// The checksum of all parts' checksums, where the store makes one of them.
  byte[] composite(byte[] checksums) {
    return part(checksums, checksums.length);
  }

  static byte[] crc32(byte[] content, int length) {
    CRC32 crc = new CRC32();
    crc.update(content, 0, length);
    int value = (int) crc.getValue();
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  static byte[] digest(String algorithm, byte[] content, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(content, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm, e);
    }
  }

  /// The tag that S3 gives an object in parts: the MD5 of their MD5s, with their number.
  static String tagOf(List<CompletedPart> parts) {
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    for (CompletedPart part : parts) {
      String tag = bare(part.eTag());
      if (!tag.matches("[0-9a-f]{32}")) {
        return "";
      }
      digests.writeBytes(HexFormat.of().parseHex(tag));
    }
    byte[] digest = digest("MD5", digests.toByteArray(), digests.size());
    return HexFormat.of().formatHex(digest) + "-" + parts.size();
  }

  /// A tag without its quotes; empty where there is none.
  static String bare(@Nullable String tag) {
    return tag == null ? "" : tag.replace("\"", "");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

package dev.createdump.gcs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/// The checksum that Google computes of every object: CRC32C (RFC 4960, appendix B), big-endian, in
/// Base64.
final class Crc32c {
  private Crc32c() {}

  static String of(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return text(crc);
  }

  static String of(InputStream content) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[64 * 1024];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      crc.update(buffer, 0, count);
    }
    return text(crc);
  }

  private static String text(CRC32C crc) {
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}

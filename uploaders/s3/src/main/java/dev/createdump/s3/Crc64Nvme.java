package dev.createdump.s3;

/// CRC-64/NVME, as S3 computes it: the polynomial of the NVM Express specification, reflected, with
/// all ones before and after. The SDK has it in a native library alone.
final class Crc64Nvme {
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final int BYTES = 8;

  /// For eight bytes at a time: `TABLES[k][b]` is what `b` adds where `k` bytes follow it.
  private static final long[][] TABLES = tables();

  private Crc64Nvme() {}

  private static long[][] tables() {
    long[][] tables = new long[BYTES][256];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      }
      tables[0][b] = crc;
    }
    for (int b = 0; b < 256; b++) {
      for (int k = 1; k < BYTES; k++) {
        long before = tables[k - 1][b];
        tables[k][b] = (before >>> 8) ^ tables[0][(int) before & 0xFF];
      }
    }
    return tables;
  }

  /// @return eight bytes, the highest first
  static byte[] of(byte[] content, int length) {
    long crc = -1L;
    int i = 0;
    for (; i + BYTES <= length; i += BYTES) {
      long next = 0;
      for (int k = 0; k < BYTES; k++) {
        int b = (int) (crc >>> (8 * k)) ^ content[i + k];
        next ^= TABLES[BYTES - 1 - k][b & 0xFF];
      }
      crc = next;
    }
    for (; i < length; i++) {
      crc = (crc >>> 8) ^ TABLES[0][((int) crc ^ content[i]) & 0xFF];
    }
    byte[] bytes = new byte[BYTES];
    for (int k = 0; k < BYTES; k++) {
      bytes[k] = (byte) (~crc >>> (8 * (BYTES - 1 - k)));
    }
    return bytes;
  }
}

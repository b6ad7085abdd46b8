package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {
  /// The check value of the catalogue of CRCs.
  @Test
  void isTheOneOfTheCatalogue() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(Crc64Nvme.of(digits, digits.length)))
        .isEqualTo("ae8b14860a799888");
  }

  @Test
  void agreesWithOneBitAtATime() {
    SplittableRandom random = new SplittableRandom(64);
    for (int length = 0; length < 70; length++) {
      byte[] content = new byte[length + 3];
      random.nextBytes(content);
      assertThat(ByteBuffer.wrap(Crc64Nvme.of(content, length)).getLong())
          .isEqualTo(slow(content, length));
    }
  }

  private static long slow(byte[] content, int length) {
    long crc = -1;
    for (int i = 0; i < length; i++) {
      crc ^= content[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x9A6C9329AC4BC9B5L);
      }
    }
    return ~crc;
  }
}

package dev.createdump.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {
  /// The test vector of FIPS 180-2, appendix B.1.
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void knowsLengthAndDigestOfBytes() throws IOException {
    Payload payload = Payload.of("abc".getBytes(UTF_8));
    assertThat(payload.length()).isEqualTo(3);
    assertThat(payload.sha256()).isEqualTo(ABC);
    assertThat(read(payload.open())).isEqualTo("abc");
    assertThat(read(payload.open())).as("opened again").isEqualTo("abc");
  }

  @Test
  void knowsLengthAndDigestOfAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("abc"), "abc");
    Payload payload = Payload.of(file);
    assertThat(payload.length()).isEqualTo(3);
    assertThat(payload.sha256()).isEqualTo(ABC);
    assertThat(read(payload.openVerified())).isEqualTo("abc");
  }

  @Test
  void noticesAFileThatChangedSince(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("abc"), "abc");
    Payload payload = Payload.of(file);
    Files.writeString(file, "abd");
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> read(payload.openVerified()))
        .withMessageContaining(ABC);
  }

  @Test
  void refusesWhatIsNoLengthOrDigest() {
    Path file = Path.of("any");
    assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(file, -1, ABC));
    assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(file, 3, "abc"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Payload.of(file, 3, ABC.toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void failsForShortLongAndUnreadableContent(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("abc"), "abc");
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> read(Payload.of(file, 4, ABC).openVerified()))
        .withMessageContaining("3 of 4");
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> read(Payload.of(file, 2, ABC).openVerified()))
        .withMessageContaining("more than its 2");
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> Payload.of(file, 0, ABC).openVerified().close());
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> Payload.of(directory.resolve("none"), 3, ABC).openVerified().close())
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void keepsBackTheLastByteOfWrongContent() throws IOException {
    Payload lying = lying("abd".getBytes(UTF_8), 3, ABC);
    try (InputStream in = lying.openVerified()) {
      assertThat(in.read()).isEqualTo('a');
      assertThat(in.read()).isEqualTo('b');
      assertThatExceptionOfType(PayloadException.class).isThrownBy(in::read);
    }
  }

  @Test
  void verifiesHoweverItIsRead() throws IOException {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      byte[] content = new byte[random.nextInt(200)];
      random.nextBytes(content);
      byte[] back = new byte[content.length];
      try (InputStream in = Payload.of(content).openVerified()) {
        for (int at = 0; at < back.length; ) {
          int count = in.read(back, at, Math.min(back.length - at, random.nextInt(1, 40)));
          assertThat(count).as("seed %d", seed).isPositive();
          at += count;
        }
        assertThat(in.read()).isEqualTo(-1);
      }
      assertThat(back).isEqualTo(content);
    }
  }

  private static Payload lying(byte[] content, long length, String sha256) {
    return new Payload() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public String sha256() {
        return sha256;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  private static String read(InputStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}

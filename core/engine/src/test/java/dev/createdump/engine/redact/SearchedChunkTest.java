package dev.createdump.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.Range;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Pieces that were searched elsewhere are as safe as bytes that the stream searches itself.
class SearchedChunkTest {
  private static final byte[] VALUE = "k3y-0f-two-k1nds".getBytes(StandardCharsets.US_ASCII);

  private static Redactor redactor() {
    Finding finding =
        new Finding(
            Finding.Kind.SECRET,
            "token",
            Finding.Change.PRESENT,
            1,
            1,
            List.of(new Range(0, VALUE.length)),
            FoundValue.of(VALUE));
    return Redactor.numbered(List.of(finding));
  }

  /// The same bytes, cut at random into pieces that were searched and pieces that were not.
  @Test
  void aValueIsFoundWhereverItIsCut() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    Redactor redactor = redactor();
    for (int round = 0; round < 2000; round++) {
      byte[] text = new byte[random.nextInt(1, 900)];
      Arrays.fill(text, (byte) '.');
      boolean holds = random.nextInt(3) > 0 && text.length > VALUE.length;
      if (holds) {
        int at = random.nextInt(text.length - VALUE.length + 1);
        System.arraycopy(VALUE, 0, text, at, VALUE.length);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      LeakCheck check = redactor.check(out);
      int at = 0;
      while (at < text.length) {
        int count = Math.min(text.length - at, random.nextInt(1, 300));
        if (random.nextBoolean()) {
          byte[] piece = Arrays.copyOfRange(text, at, at + count + random.nextInt(5));
          check.write(redactor.searched(piece, count));
        } else {
          check.write(text, at, count);
        }
        at += count;
      }
      check.close();
      assertThat(out.toByteArray()).isEqualTo(text);
      assertThat(check.leaked()).as("round %s", round).isEqualTo(holds);
    }
  }

  @Test
  void whereNothingWasFoundAllPasses() throws IOException {
    Redactor nothing = Redactor.numbered(List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    nothing.searched(VALUE, 3).writeTo(out);
    LeakCheck check = nothing.check(out);
    check.write(nothing.searched(VALUE, VALUE.length));
    check.close();
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("k3yk3y-0f-two-k1nds");
    assertThat(check.leaked()).isFalse();
  }
}

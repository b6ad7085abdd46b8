package dev.createdump.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueSearchTest {

  @Test
  void findsWhatTryingEveryPlaceFinds() {
    Random random = new Random(20_261_121);
    for (int round = 0; round < 2_000; round++) {
      // Few letters, so that values overlap, begin alike and lie within one another.
      int letters = 2 + random.nextInt(6);
      List<byte[]> values = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        values.add(word(random, letters, ValueSearch.PREFIX + random.nextInt(45)));
      }
      byte[] text = word(random, letters, random.nextInt(400));
      for (byte[] value : values) {
        if (value.length <= text.length) {
          int at = random.nextInt(text.length - value.length + 1);
          System.arraycopy(value, 0, text, at, value.length);
        }
      }
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);
      assertThat(found(values, text, from, to)).isEqualTo(naive(values, text, from, to));
    }
  }

  @Test
  void findsAValueAtBothEndsOfAText() {
    byte[] value = "s3cret-value".getBytes(StandardCharsets.US_ASCII);
    byte[] text = "s3cret-value, s3cret-value".getBytes(StandardCharsets.US_ASCII);

    assertThat(found(List.of(value), text, 0, text.length)).containsExactly("0+12", "14+12");
    assertThat(found(List.of(value), text, 1, text.length - 1)).isEmpty();
  }

  @Test
  void findsNothingInTextsThatAreShorterThanAnyValue() {
    byte[] value = "s3cret-value".getBytes(StandardCharsets.US_ASCII);

    for (int length = 0; length < value.length; length++) {
      assertThat(found(List.of(value), Arrays.copyOf(value, length), 0, length)).isEmpty();
    }
  }

  private static byte[] word(Random random, int letters, int length) {
    byte[] word = new byte[length];
    for (int i = 0; i < length; i++) {
      // On both sides of where bytes become negative.
      word[i] = (byte) (0x7D + random.nextInt(letters));
    }
    return word;
  }

  private static List<String> found(List<byte[]> values, byte[] text, int from, int to) {
    List<String> found = new ArrayList<>();
    new ValueSearch(values.stream().map(value -> new ValueSearch.Needle(value, 0, false)).toList())
        .search(text, from, to, (needle, start) -> found.add(start + "+" + needle.bytes().length));
    return found;
  }

  private static List<String> naive(List<byte[]> values, byte[] text, int from, int to) {
    List<String> found = new ArrayList<>();
    for (int at = from; at < to; at++) {
      int longest = 0;
      for (byte[] value : values) {
        int end = at + value.length;
        if (end <= to && Arrays.equals(value, 0, value.length, text, at, end)) {
          longest = Math.max(longest, value.length);
        }
      }
      if (longest > 0) {
        found.add(at + "+" + longest);
      }
    }
    return found;
  }
}

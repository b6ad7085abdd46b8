package dev.createdump.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class UtcTimeTest {
  @Test
  void agreesWithTheJdk() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      long second = random.nextLong(0, 253_402_300_800L);
      assertThat(UtcTime.text(second)).isEqualTo(Instant.ofEpochSecond(second).toString());
    }
  }

  @Test
  void keepsTimesThatCommitsInventWithinFourDigitYears() {
    assertThat(UtcTime.text(Long.MIN_VALUE)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(UtcTime.text(Long.MAX_VALUE)).isEqualTo("9999-12-31T23:59:59Z");
  }
}

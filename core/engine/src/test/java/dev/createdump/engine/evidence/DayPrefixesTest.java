package dev.createdump.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The cover of a range of days, against asking of each day.
class DayPrefixesTest {
  private static List<String> of(@Nullable String since, @Nullable String until) {
    return DayPrefixes.of(
        since == null ? null : LocalDate.parse(since),
        until == null ? null : LocalDate.parse(until));
  }

  @Test
  void roundRangesArePrefixes() {
    assertThat(of(null, null)).containsExactly("");
    assertThat(of("2026-01-01", "2026-01-01")).containsExactly("2026-01-01");
    // No month is 00, 20 or 13, so that no day is left out or taken in.
    assertThat(of("2026-01-01", "2026-12-31")).allMatch(p -> p.startsWith("2026-"));
    assertThat(of("2026-02-01", "2026-01-01")).isEmpty();
  }

  @Test
  void twoYearsAreFewListings() {
    assertThat(of("2024-11-21", "2026-11-21")).hasSizeLessThan(60);
    assertThat(of("2024-11-21", null)).hasSizeLessThan(60);
  }

  @Test
  void exactlyTheDaysOfTheRangeAreCoveredAndEachOnce() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      LocalDate since = LocalDate.ofEpochDay(random.nextInt(0, 30_000));
      LocalDate until = since.plusDays(random.nextInt(0, 3_000));
      List<String> prefixes = DayPrefixes.of(since, until);
      for (LocalDate day = since.minusDays(40); day.isBefore(until.plusDays(40)); ) {
        String text = day.toString();
        boolean within = !day.isBefore(since) && !day.isAfter(until);
        assertThat(prefixes.stream().filter(text::startsWith).count())
            .as("%s in %s..%s", day, since, until)
            .isEqualTo(within ? 1 : 0);
        day = day.plusDays(1);
      }
    }
  }
}

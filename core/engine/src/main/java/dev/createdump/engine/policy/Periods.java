package dev.createdump.engine.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;

/// Times and days as people write them: `30m`, `24h`, `7d`, `2027-06-30`.
final class Periods {
  /// What a unit is, in seconds.
  private static final int[] SECONDS = {1, 60, 3600, 86_400};

  private Periods() {}

  /// The number of seconds, or -1 where the text is no time; at most 99,999 days.
  static long seconds(String text) {
    int unit = text.isEmpty() ? -1 : "smhd".indexOf(text.charAt(text.length() - 1));
    if (unit < 0 || text.length() < 2 || text.length() > 6) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number * SECONDS[unit];
  }

  static Duration of(String text) {
    return Duration.ofSeconds(seconds(text));
  }

  static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException _) {
      return false;
    }
  }
}

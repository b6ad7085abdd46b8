package dev.createdump.engine.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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
    return dateOrNull(text) != null;
  }

  /// A day, null where the text is none. By hand, as every run under a policy needs it and the
  /// JDK's formatter takes longer to load than all else of the policy.
  static @Nullable LocalDate dateOrNull(String text) {
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int[] digits = new int[10];
    for (int i = 0; i < 10; i++) {
      digits[i] = text.charAt(i) - '0';
      boolean dash = i == 4 || i == 7;
      if (!dash && (digits[i] < 0 || digits[i] > 9)) {
        return null;
      }
    }
    int year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    try {
      return LocalDate.of(year, digits[5] * 10 + digits[6], digits[8] * 10 + digits[9]);
    } catch (DateTimeException _) {
      return null;
    }
  }
}

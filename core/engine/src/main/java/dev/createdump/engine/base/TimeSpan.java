package dev.createdump.engine.base;

import java.time.Duration;
import java.util.Optional;

/// Spans of time as people write them: hours, days or weeks, such as `12h`, `90d`, `8w`.
public final class TimeSpan {
  /// How they are written.
  public static final String FORM = "hours, days or weeks: 12h, 90d, 8w";

  private TimeSpan() {}

  /// Nothing where the text is none.
  public static Optional<Duration> parse(String text) {
    int unit = text.isEmpty() ? -1 : "hdw".indexOf(text.charAt(text.length() - 1));
    String number = unit < 0 ? "" : text.substring(0, text.length() - 1);
    if (!number.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int[] hours = {1, 24, 168};
    return Optional.of(Duration.ofHours(Long.parseLong(number) * hours[unit]));
  }
}

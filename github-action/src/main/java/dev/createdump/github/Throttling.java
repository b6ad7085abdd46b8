package dev.createdump.github;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// GitHub's rate limits, as its REST documentation describes them: the primary one (403 or 429 with
/// `x-ratelimit-remaining: 0`, over at `x-ratelimit-reset` in epoch seconds) and the secondary ones
/// (403 or 429, with `retry-after` or without; then at least a minute).
final class Throttling {
  private static final Duration UNTOLD = Duration.ofMinutes(1);

  private Throttling() {}

  /// How long the answer asks us to stay away; empty where it is no matter of limits.
  static Optional<Duration> wait(Answer answer, String message, Instant now) {
    int status = answer.statusCode();
    @Nullable String retryAfter = answer.header("retry-after");
    boolean spent = "0".equals(answer.header("x-ratelimit-remaining"));
    boolean told = retryAfter != null || spent || saysLimit(message);
    if (status == 503 && retryAfter != null) {
      return Optional.of(atLeastASecond(parse(retryAfter, now)));
    }
    if (status != 429 && !(status == 403 && told)) {
      return Optional.empty();
    }
    if (retryAfter != null) {
      return Optional.of(atLeastASecond(parse(retryAfter, now)));
    }
    return Optional.of(spent ? untilReset(answer.header("x-ratelimit-reset"), now) : UNTOLD);
  }

  private static boolean saysLimit(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("rate limit") || text.contains("abuse detection");
  }

  /// Seconds, or a date as HTTP writes it (RFC 9110, section 10.2.3).
  private static Duration parse(String retryAfter, Instant now) {
    try {
      return Duration.ofSeconds(Integer.parseInt(retryAfter.strip()));
    } catch (NumberFormatException e) {
      try {
        return Duration.between(
            now,
            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant());
      } catch (DateTimeException notADate) {
        return UNTOLD;
      }
    }
  }

  private static Duration untilReset(@Nullable String epochSeconds, Instant now) {
    try {
      long reset = Long.parseLong(String.valueOf(epochSeconds).strip());
      return atLeastASecond(Duration.between(now, Instant.ofEpochSecond(reset)).plusSeconds(1));
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return UNTOLD;
    }
  }

  private static Duration atLeastASecond(Duration wait) {
    return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
  }
}

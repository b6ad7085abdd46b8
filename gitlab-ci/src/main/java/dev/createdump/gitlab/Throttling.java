package dev.createdump.gitlab;

import dev.createdump.spi.support.forge.HttpAttempt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// GitLab's rate limits, as its documentation describes them: 429 with `Retry-After` in seconds and
/// `RateLimit-Reset` in epoch seconds; a reverse proxy may send 503 with `Retry-After`.
final class Throttling {
  private static final Duration UNTOLD = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private Throttling() {}

  /// How long the answer asks us to stay away; empty where it is no matter of limits.
  static Optional<Duration> wait(HttpAttempt.Answer answer, Instant now) {
    String retryAfter = answer.header("retry-after").strip();
    boolean limited = answer.status() == 429 || (answer.status() == 503 && !retryAfter.isEmpty());
    if (!limited) {
      return Optional.empty();
    }
    Duration wait =
        retryAfter.isEmpty()
            ? untilReset(answer.header("ratelimit-reset").strip(), now)
            : parse(retryAfter, now);
    return Optional.of(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
  }

  /// Seconds, or a date as HTTP writes it (RFC 9110, section 10.2.3).
  private static Duration parse(String retryAfter, Instant now) {
    try {
      return Duration.ofSeconds(Integer.parseInt(retryAfter));
    } catch (NumberFormatException e) {
      try {
        return Duration.between(
            now, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeException notADate) {
        return UNTOLD;
      }
    }
  }

  private static Duration untilReset(String epochSeconds, Instant now) {
    try {
      long reset = Long.parseLong(epochSeconds);
      return Duration.between(now, Instant.ofEpochSecond(reset)).plusSeconds(1);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return UNTOLD;
    }
  }
}

package dev.createdump.engine.base;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times as RFC 3339 writes them, in UTC and to the second. Made by hand: loading the JDK's
/// formatter costs a short run more than anything it formats.
public final class UtcTime {
  private static final long LAST_OF_YEAR_9999 = 253_402_300_799L;

  private UtcTime() {}

  /// Writes a time such as `2026-11-21T01:52:00Z`.
  ///
  /// @param epochSecond seconds since 1970; a commit may claim any, and what no four-digit year
  ///     from 1970 on holds becomes the nearest that one does
  public static String text(long epochSecond) {
    long inRange = Math.clamp(epochSecond, 0, LAST_OF_YEAR_9999);
    LocalDateTime time = LocalDateTime.ofEpochSecond(inRange, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(20).append(time.getYear());
    two(text.append('-'), time.getMonthValue());
    two(text.append('-'), time.getDayOfMonth());
    two(text.append('T'), time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
    return text.append('Z').toString();
  }

  private static void two(StringBuilder text, int value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}

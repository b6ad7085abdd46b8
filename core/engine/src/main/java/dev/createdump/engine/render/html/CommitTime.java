package dev.createdump.engine.render.html;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Writes a commit's time in UTC, to the minute, with the exact second for machines.
final class CommitTime {
  private static final long LAST_OF_YEAR_9999 = 253_402_300_799L;

  private CommitTime() {}

  /// A time that no calendar of four-digit years holds stays the number it is.
  static void write(Page page, long epochSecond) throws IOException {
    if (epochSecond < 0 || epochSecond > LAST_OF_YEAR_9999) {
      page.markup("@").number(epochSecond);
      return;
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    page.markup("<time datetime=");
    date(page, time);
    page.markup("T");
    minute(page, time);
    page.markup(":");
    two(page, time.getSecond());
    page.markup("Z>");
    date(page, time);
    page.markup(" ");
    minute(page, time);
    page.markup(" UTC</time>");
  }

  private static void date(Page page, LocalDateTime time) throws IOException {
    page.number(time.getYear()).markup("-");
    two(page, time.getMonthValue());
    page.markup("-");
    two(page, time.getDayOfMonth());
  }

  private static void minute(Page page, LocalDateTime time) throws IOException {
    two(page, time.getHour());
    page.markup(":");
    two(page, time.getMinute());
  }

  private static void two(Page page, int value) throws IOException {
    page.markup(value < 10 ? "0" : "").number(value);
  }
}

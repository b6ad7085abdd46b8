package dev.createdump.engine.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fewest beginnings of `yyyy-mm-dd` that together are all days of a range and no others: a
/// store lists by prefix, so that two years are some thirty listings, and days outside of the range
/// cost nothing.
final class DayPrefixes {
  private static final String LOWEST = "0000-00-00";
  private static final String HIGHEST = "9999-99-99";

  private final String since;
  private final String until;
  private final List<String> prefixes = new ArrayList<>();

  private DayPrefixes(String since, String until) {
    this.since = since;
    this.until = until;
  }

  /// @param since the first day; null for no bound
  /// @param until the last day; null for no bound
  static List<String> of(@Nullable LocalDate since, @Nullable LocalDate until) {
    DayPrefixes cover =
        new DayPrefixes(
            since == null ? LOWEST : since.toString(), until == null ? HIGHEST : until.toString());
    cover.add("");
    return cover.prefixes;
  }

  private void add(String prefix) {
    String first = prefix + LOWEST.substring(prefix.length());
    String last = prefix + HIGHEST.substring(prefix.length());
    if (last.compareTo(since) < 0 || first.compareTo(until) > 0 || !isOfAnyDay(prefix)) {
      return;
    }
    if (first.compareTo(since) >= 0 && last.compareTo(until) <= 0) {
      prefixes.add(prefix);
      return;
    }
    if (LOWEST.charAt(prefix.length()) == '-') {
      add(prefix + '-');
      return;
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      add(prefix + digit);
    }
  }

  /// No month is above 12 and no day above 31, and nothing needs to be listed for them.
  private static boolean isOfAnyDay(String prefix) {
    String month = prefix.length() > 5 ? prefix.substring(5, Math.min(7, prefix.length())) : "0";
    String day = prefix.length() > 8 ? prefix.substring(8) : "0";
    return month.compareTo("12") <= 0 && day.compareTo("31") <= 0;
  }
}

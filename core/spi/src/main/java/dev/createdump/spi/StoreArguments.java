package dev.createdump.spi;

import java.time.Duration;

/// The ranges that {@link Store} asks of its callers, checked alike by all stores.
public final class StoreArguments {
  private static final int MAX_PAGE = 1000;
  private static final Duration SHORTEST_SIGNATURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_SIGNATURE = Duration.ofDays(7);

  private StoreArguments() {}

  /// @throws IllegalArgumentException where a page is to hold no object or more than 1,000
  public static void checkPage(int max) {
    if (max < 1 || max > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to 1,000 objects, not " + max);
    }
  }

  /// @throws IllegalArgumentException where an object is to be read from before its start
  public static void checkOffset(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("an offset is 0 or more, not " + offset);
    }
  }

  /// @throws IllegalArgumentException where a URL is to be valid for less than a second or for more
  ///     than seven days
  public static void checkValidity(Duration validity) {
    if (validity.compareTo(SHORTEST_SIGNATURE) < 0 || validity.compareTo(LONGEST_SIGNATURE) > 0) {
      throw new IllegalArgumentException(
          "a URL is valid from one second to seven days, not " + validity);
    }
  }
}

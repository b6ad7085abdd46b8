package dev.createdump.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of a listing.
///
/// @param objects what was found, in key order (bytes of UTF-8)
/// @param nextOrNull the token of the next page; null where this is the last
public record ListPage(List<ObjectStat> objects, @Nullable String nextOrNull) {
  public ListPage {
    objects = List.copyOf(objects);
  }

  public Optional<String> next() {
    return Optional.ofNullable(nextOrNull);
  }
}

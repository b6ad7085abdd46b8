package dev.createdump.engine.redact;

import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.Range;
import java.util.ArrayList;
import java.util.List;

/// Where the secrets of one source stand, to be looked up by position: a file may hold thousands,
/// and each is shown with what stands around it.
public final class Places {
  /// One range of a secret.
  private record Place(Range range, FoundValue value) {}

  private final List<Place> places;
  private final long longest;

  private Places(List<Place> places, long longest) {
    this.places = places;
    this.longest = longest;
  }

  /// @param found everything found in the source, in any order; to-dos are passed over
  public static Places of(List<Finding> found) {
    List<Place> places = new ArrayList<>();
    long longest = 0;
    for (Finding finding : found) {
      if (finding.kind() == Finding.Kind.SECRET) {
        for (Range range : finding.ranges()) {
          places.add(new Place(range, finding.value()));
          longest = Math.max(longest, range.length());
        }
      }
    }
    places.sort((one, other) -> Long.compare(one.range.start(), other.range.start()));
    return new Places(places, longest);
  }

  /// Takes a range and the secret it is of.
  interface Sink {
    void at(Range range, FoundValue value);
  }

  /// The ranges that overlap bytes `from` to `to`, by their starts.
  void overlapping(long from, long to, Sink sink) {
    for (int i = firstFrom(from - longest); i < places.size(); i++) {
      Place place = places.get(i);
      if (place.range.start() >= to) {
        return;
      }
      if (place.range.end() > from) {
        sink.at(place.range, place.value);
      }
    }
  }

  /// The index of the first range that starts at a position or behind it.
  private int firstFrom(long position) {
    int low = 0;
    int high = places.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places.get(middle).range.start() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

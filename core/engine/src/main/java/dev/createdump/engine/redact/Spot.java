package dev.createdump.engine.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Bytes to hide and what to write in their place.
record Spot(long start, long end, byte[] mark) {

  /// The same spots, ascending, those that overlap joined under the mark of the first.
  static List<Spot> merged(List<Spot> spots) {
    if (spots.size() < 2) {
      return spots;
    }
    List<Spot> sorted = new ArrayList<>(spots);
    sorted.sort(
        Comparator.comparingLong(Spot::start)
            .thenComparing(Spot::end, (a, b) -> Long.compare(b, a)));
    List<Spot> merged = new ArrayList<>();
    for (Spot spot : sorted) {
      if (!merged.isEmpty() && spot.start < merged.getLast().end) {
        Spot last = merged.removeLast();
        merged.add(new Spot(last.start, Math.max(last.end, spot.end), last.mark));
      } else {
        merged.add(spot);
      }
    }
    return merged;
  }
}

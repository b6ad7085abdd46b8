package dev.createdump.engine.redact;

import java.util.ArrayList;
import java.util.List;

/// Bytes to hide and what to write in their place.
record Spot(long start, long end, byte[] mark) {

  /// By their starts; of those that start together the longer one first.
  private static int compare(Spot one, Spot other) {
    return one.start != other.start
        ? Long.compare(one.start, other.start)
        : Long.compare(other.end, one.end);
  }

  /// The same spots, ascending, those that overlap joined under the mark of the first.
  static List<Spot> merged(List<Spot> spots) {
    if (spots.size() < 2) {
      return spots;
    }
    List<Spot> sorted = new ArrayList<>(spots);
    sorted.sort(Spot::compare);
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

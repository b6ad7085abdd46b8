package dev.createdump.engine.scan;

import dev.createdump.engine.scan.decode.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Adds what foreign scanners find in a text to what the rules found. Confined to one thread.
final class ForeignScan {
  private static final Origin GIVEN = new Origin.Linear(0, 1);

  private final List<ForeignScanner> scanners;
  private final List<ForeignScanner.Session> sessions = new ArrayList<>();
  private final int firstRule;

  /// @param firstRule the place of the scanners' first rule in its set
  ForeignScan(List<ForeignScanner> scanners, int firstRule) {
    this.scanners = scanners;
    this.firstRule = firstRule;
  }

  /// All hits in bytes `start` to `end`, ascending, none overlapping another. Where a rule of ours
  /// claims some of the same bytes, the others are hidden all the same.
  List<Hit> join(List<Hit> own, byte[] bytes, int start, int end, String path) {
    List<Hit> all = own;
    int rule = firstRule;
    for (int i = 0; i < scanners.size(); i++) {
      if (sessions.size() == i) {
        sessions.add(scanners.get(i).open());
      }
      for (ForeignScanner.ForeignSpan span :
          sessions.get(i).scan(path, Arrays.copyOfRange(bytes, start, end))) {
        all = with(all, rule + span.rule(), bytes, start + span.start(), start + span.end());
      }
      rule += scanners.get(i).rules().size();
    }
    return all;
  }

  /// The hits with one more, parted by those that are there.
  private static List<Hit> with(List<Hit> hits, int rule, byte[] bytes, int start, int end) {
    List<Hit> joined = new ArrayList<>(hits.size() + 1);
    int free = start;
    for (Hit hit : hits) {
      int before = Math.min(end, hit.givenStart());
      if (free < before) {
        joined.add(new Hit(rule, bytes, free, before, free, GIVEN));
      }
      free = Math.max(free, hit.givenEnd());
      joined.add(hit);
    }
    if (free < end) {
      joined.add(new Hit(rule, bytes, free, end, free, GIVEN));
    }
    return joined;
  }
}

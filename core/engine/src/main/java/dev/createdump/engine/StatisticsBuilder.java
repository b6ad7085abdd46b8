package dev.createdump.engine;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.patch.ChangeStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts over the ledger.
final class StatisticsBuilder {
  private static final int LARGEST = 10;

  private final Map<ChangeStatus, Integer> byStatus = new EnumMap<>(ChangeStatus.class);
  private final Map<FileState, Integer> byState = new EnumMap<>(FileState.class);
  private final Map<String, Statistics.Share> byLanguage = new TreeMap<>();
  private final Map<String, Statistics.Share> byDirectory = new TreeMap<>();
  private long added;
  private long deleted;

  private StatisticsBuilder() {
    for (ChangeStatus status : ChangeStatus.values()) {
      byStatus.put(status, 0);
    }
    for (FileState state : FileState.values()) {
      byState.put(state, 0);
    }
  }

  /// @param redactedPatches paths whose patch text is not what git wrote
  static Statistics of(List<DumpFile.Entry> ledger, int redactedPatches) {
    StatisticsBuilder builder = new StatisticsBuilder();
    ledger.forEach(builder::add);
    return builder.build(ledger, redactedPatches);
  }

  private void add(DumpFile.Entry entry) {
    added += entry.added();
    deleted += entry.deleted();
    byStatus.merge(entry.status(), 1, Integer::sum);
    byState.merge(entry.state(), 1, Integer::sum);
    String language = entry.language().isEmpty() ? "other" : entry.language();
    byLanguage.merge(language, share(language, entry), StatisticsBuilder::sum);
    String directory = directory(entry.path().value());
    byDirectory.merge(directory, share(directory, entry), StatisticsBuilder::sum);
  }

  private static Statistics.Share share(String name, DumpFile.Entry entry) {
    return new Statistics.Share(name, 1, entry.added(), entry.deleted());
  }

  private static Statistics.Share sum(Statistics.Share one, Statistics.Share other) {
    return new Statistics.Share(
        one.name(),
        one.files() + other.files(),
        one.added() + other.added(),
        one.deleted() + other.deleted());
  }

  /// The first two levels of a path's directories; `.` for the root.
  private static String directory(String path) {
    int first = path.indexOf('/');
    if (first < 0) {
      return ".";
    }
    int second = path.indexOf('/', first + 1);
    return path.substring(0, second < 0 ? first : second);
  }

  private Statistics build(List<DumpFile.Entry> ledger, int redactedPatches) {
    List<DumpFile.Entry> changed = new ArrayList<>(ledger);
    changed.removeIf(entry -> lines(entry) == 0);
    changed.sort((one, other) -> Long.compare(lines(other), lines(one)));
    List<Integer> largest = new ArrayList<>();
    for (DumpFile.Entry entry : changed.subList(0, Math.min(LARGEST, changed.size()))) {
      largest.add(entry.index());
    }
    return new Statistics(
        ledger.size(),
        added,
        deleted,
        byStatus,
        byState,
        redactedPatches,
        sorted(byLanguage),
        sorted(byDirectory),
        largest);
  }

  private static long lines(DumpFile.Entry entry) {
    return (long) entry.added() + entry.deleted();
  }

  /// Most changed lines first; the sort is stable, so that equal ones stay in the order of names.
  private static List<Statistics.Share> sorted(Map<String, Statistics.Share> shares) {
    List<Statistics.Share> sorted = new ArrayList<>(shares.values());
    sorted.sort((one, other) -> Long.compare(other.changed(), one.changed()));
    return sorted;
  }
}

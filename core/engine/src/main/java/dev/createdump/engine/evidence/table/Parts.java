package dev.createdump.engine.evidence.table;

import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.spi.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Parquet files of some days of a bucket, copied to this machine.
final class Parts {
  private static final Pattern PART =
      Pattern.compile("v1/table/dt=(\\d{4}-\\d{2}-\\d{2})/part-(\\d{5})\\.parquet");

  /// How many are copied at a time.
  private static final int COPIES = 16;

  private final Path directory;

  /// The number of the last part of each day.
  private final Map<LocalDate, Integer> last = new TreeMap<>();

  private Parts(Path directory) {
    this.directory = directory;
  }

  /// @param directory receives the files, below the names of their days
  static Parts copy(Bucket bucket, IndexFilter filter, Path directory) throws IOException {
    Parts parts = new Parts(directory);
    try (Ahead<Long> copies = new Ahead<>(COPIES, copied -> {})) {
      for (ObjectKey key : parts.keys(bucket, filter)) {
        Path part = directory.resolve(key.value().substring(KeyLayout.TABLE.length()));
        Files.createDirectories(part.getParent());
        copies.give(
            () -> {
              try (InputStream in = bucket.open(key)) {
                return Files.copy(in, part);
              }
            });
      }
      copies.finish();
    }
    return parts;
  }

  private Iterable<ObjectKey> keys(Bucket bucket, IndexFilter filter) throws IOException {
    var keys = new java.util.ArrayList<ObjectKey>();
    for (String days : filter.dayPrefixes()) {
      bucket.walk(
          KeyLayout.TABLE + "dt=" + days,
          object -> {
            Matcher part = PART.matcher(object.key().value());
            if (part.matches() && note(part.group(1), Integer.parseInt(part.group(2)))) {
              keys.add(object.key());
            }
            return true;
          });
    }
    return keys;
  }

  /// @return whether there is such a day
  private boolean note(String day, int number) {
    try {
      last.merge(LocalDate.parse(day), number, Math::max);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  boolean isEmpty() {
    return last.isEmpty();
  }

  /// The number that the next part of a day gets.
  int next(LocalDate day) {
    return last.getOrDefault(day, 0) + 1;
  }

  /// All of them as a table of DuckDB.
  String table() {
    return table(directory.resolve("*/*.parquet"));
  }

  /// Whether there are any of a month, `yyyy-mm`.
  boolean has(String month) {
    for (LocalDate day : last.keySet()) {
      if (day.toString().startsWith(month)) {
        return true;
      }
    }
    return false;
  }

  /// Those of a month that has any.
  String table(String month) {
    return table(directory.resolve("dt=" + month + "-*/*.parquet"));
  }

  private static String table(Path files) {
    return "read_parquet("
        + Duck.quoted(files)
        + ", hive_partitioning = true, hive_types = {dt: DATE}, union_by_name = true)";
  }
}

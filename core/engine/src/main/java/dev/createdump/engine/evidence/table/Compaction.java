package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes the lines of the index into Parquet, a file for each day and compaction, under
/// `v1/table/dt=<day>/part-<number>.parquet`. A file holds the lines that no earlier one holds, so
/// that all together are the table; nothing is ever replaced or removed.
public final class Compaction {
  private Compaction() {}

  /// A file that was written.
  public record Part(String uri, long rows) {}

  /// Compacts the days of a filter.
  ///
  /// Of two compactions at once that would write the same number, one writes and the other leaves
  /// the day to the next time: a line must not stand in two files.
  ///
  /// @param skipped told of days that were left to another compaction
  public static List<Part> run(
      Path jar,
      Bucket bucket,
      IndexFilter filter,
      Consumer<String> bad,
      Consumer<LocalDate> skipped)
      throws Failure {
    List<Part> parts = new ArrayList<>();
    try (LocalTable table = LocalTable.load(jar, bucket, filter, 1, bad)) {
      for (Map.Entry<LocalDate, Path> day : write(table).entrySet()) {
        String name = "/part-%05d.parquet".formatted(table.nextPart(day.getKey()));
        ObjectKey key = new ObjectKey(KeyLayout.TABLE + "dt=" + day.getKey() + name);
        if (upload(bucket, key, day.getValue())) {
          parts.add(new Part(key.under(bucket.uri()).toString(), rows(table, day.getKey())));
        } else {
          skipped.accept(day.getKey());
        }
      }
      return parts;
    } catch (IOException | SQLException e) {
      throw LocalTable.failure(e);
    }
  }

  /// Writes all days in one pass over the lines: sorted by day, on one thread, so that each day is
  /// one file.
  private static SortedMap<LocalDate, Path> write(LocalTable table)
      throws IOException, SQLException {
    Path out = table.directory().resolve("out");
    SortedMap<LocalDate, Path> files = new TreeMap<>();
    table.duck().run("CREATE TABLE days AS SELECT dt, count(*) AS n FROM fresh GROUP BY dt");
    table
        .duck()
        .run(
            "COPY (SELECT * FROM fresh WHERE dt IS NOT NULL ORDER BY dt, host, org, repo, pr, head)"
                + " TO "
                + Duck.quoted(out)
                + " (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (dt))");
    if (!Files.isDirectory(out)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String day = out.relativize(file).getName(0).toString().replaceFirst("^dt=", "");
        if (files.put(LocalDate.parse(day), file) != null) {
          throw new IOException("DuckDB wrote more than one file for " + day);
        }
      }
    }
    return files;
  }

  private static long rows(LocalTable table, LocalDate day) throws IOException, SQLException {
    return table
        .duck()
        .query(
            "SELECT n FROM days WHERE dt = DATE '" + day + "'",
            result -> result.next() ? result.getLong(1) : 0L);
  }

  private static boolean upload(Bucket bucket, ObjectKey key, Path file) throws IOException {
    try {
      bucket.upload(key, Payload.of(file), PutOptions.createOnly("application/vnd.apache.parquet"));
      return true;
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.ALREADY_EXISTS) {
        return false;
      }
      throw e;
    }
  }
}

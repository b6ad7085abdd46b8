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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
    try (LocalTable table = LocalTable.load(jar, bucket, filter, bad)) {
      List<LocalDate> days =
          table
              .duck()
              .query(
                  "SELECT DISTINCT dt FROM fresh WHERE dt IS NOT NULL ORDER BY dt",
                  rows -> {
                    List<LocalDate> found = new ArrayList<>();
                    while (rows.next()) {
                      found.add(LocalDate.parse(rows.getString(1)));
                    }
                    return found;
                  });
      for (LocalDate day : days) {
        compact(table, bucket, day, parts, skipped);
      }
      return parts;
    } catch (IOException | SQLException e) {
      throw LocalTable.failure(e);
    }
  }

  private static void compact(
      LocalTable table, Bucket bucket, LocalDate day, List<Part> parts, Consumer<LocalDate> skipped)
      throws IOException, SQLException {
    Path file = table.directory().resolve("out.parquet");
    String rows = " FROM fresh WHERE dt = DATE '" + day + "'";
    table
        .duck()
        .run(
            "COPY (SELECT * EXCLUDE (dt)"
                + rows
                + " ORDER BY host, org, repo, pr, head) TO "
                + Duck.quoted(file)
                + " (FORMAT parquet, COMPRESSION zstd)");
    long count =
        table
            .duck()
            .query(
                "SELECT count(*)" + rows,
                result -> {
                  result.next();
                  return result.getLong(1);
                });
    String name = "/part-%05d.parquet".formatted(table.nextPart(day));
    ObjectKey key = new ObjectKey(KeyLayout.TABLE + "dt=" + day + name);
    try {
      Payload payload = Payload.of(file);
      bucket.upload(key, payload, PutOptions.createOnly("application/vnd.apache.parquet"));
      parts.add(new Part(key.under(bucket.uri()).toString(), count));
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS) {
        throw e;
      }
      skipped.accept(day);
    }
  }
}

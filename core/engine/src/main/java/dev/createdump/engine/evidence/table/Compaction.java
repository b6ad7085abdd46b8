package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.evidence.IndexFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;

/// Writes the lines of the index into Parquet, a file for each day and compaction, under
/// `v1/table/dt=<day>/part-<number>.parquet`. A file holds the lines that no earlier one holds, so
/// that all together are the table; nothing is ever replaced or removed.
///
/// One day is worked on at a time while earlier ones are uploaded, so that memory does not grow
/// with the index.
public final class Compaction {
  /// For sorting the lines of a day, beyond Java's own memory; what does not fit goes to disk.
  private static final String MEMORY = "96MB";

  private Compaction() {}

  /// A file that was written.
  public record Part(String uri, long rows) {}

  /// Is told what becomes of the lines.
  public interface Told {
    void written(Part part);

    /// A day that another compaction works on.
    void left(LocalDate day);

    /// Something in the index that is no line of it.
    void bad(String problem);
  }

  /// Compacts the days of a filter.
  ///
  /// Of two compactions at once that would write the same number, one writes and the other leaves
  /// the day to the next time: a line must not stand in two files.
  ///
  /// @param dry whether nothing is stored; what would be is told all the same
  public static void run(Path jar, Bucket bucket, IndexFilter filter, boolean dry, Told told)
      throws Failure {
    try (Scratch scratch = Scratch.create();
        Duck duck = Duck.open(jar, scratch.directory(), 1, MEMORY)) {
      Path directory = scratch.directory();
      Parts parts = Parts.copy(bucket, filter, directory.resolve("parts"));
      try (DayParts days = new DayParts(bucket, parts, duck, directory, dry, told)) {
        new FreshLines(bucket, filter, told::bad).read(parts, duck, directory, days);
        days.finish();
      }
    } catch (SQLException e) {
      throw LocalTable.failure(new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw LocalTable.failure(e);
    }
  }
}

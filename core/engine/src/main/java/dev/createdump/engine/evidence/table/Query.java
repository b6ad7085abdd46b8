package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.evidence.IndexFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the index of a bucket in SQL: the table is `dumps`.
public final class Query {
  private Query() {}

  /// Sees a result row by row.
  public interface Rows {
    /// @param names the columns
    /// @param numeric whether each holds numbers
    void columns(List<String> names, List<Boolean> numeric);

    /// @return whether to go on
    boolean row(List<@Nullable String> cells);
  }

  /// Runs one query over the days of a filter.
  ///
  /// @param jar DuckDB's jar
  /// @param compactedOnly whether to leave out what no compaction has seen, which is quick
  /// @param bad told of what stands in the index and is no line of it
  /// @throws Failure.Usage where the query makes no sense
  public static void run(
      Path jar,
      Bucket bucket,
      IndexFilter filter,
      boolean compactedOnly,
      String sql,
      Rows rows,
      Consumer<String> bad)
      throws Failure {
    try (LocalTable table = LocalTable.load(jar, bucket, filter, compactedOnly, bad)) {
      table.duck().query(sql, result -> read(result, rows));
    } catch (IOException | SQLException e) {
      throw LocalTable.failure(e);
    }
  }

  private static int read(ResultSet result, Rows rows) throws SQLException {
    ResultSetMetaData about = result.getMetaData();
    List<String> names = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      names.add(about.getColumnLabel(i));
      String type = about.getColumnTypeName(i);
      numeric.add(type.matches("(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)"));
    }
    rows.columns(names, numeric);
    int count = 0;
    boolean more = true;
    while (more && result.next()) {
      List<@Nullable String> cells = new ArrayList<>();
      for (int i = 1; i <= names.size(); i++) {
        cells.add(result.getString(i));
      }
      more = rows.row(cells);
      count++;
    }
    return count;
  }
}

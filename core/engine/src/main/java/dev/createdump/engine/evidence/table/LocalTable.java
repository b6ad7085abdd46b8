package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.spi.StoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/// A part of a bucket's index as a table of DuckDB: what was compacted is copied as it is, and only
/// the lines that no compaction has seen are read one by one.
final class LocalTable implements AutoCloseable {
  /// Beyond Java's own memory; what does not fit goes to disk.
  private static final String MEMORY = "512MB";

  private final Scratch scratch;
  private final Duck duck;

  private LocalTable(Scratch scratch, Duck duck) {
    this.scratch = scratch;
    this.duck = duck;
  }

  /// Brings the days of a filter here and makes the view `dumps` over them.
  ///
  /// @param compactedOnly whether lines that no compaction has seen are left out, so that the index
  ///     need not be listed
  /// @param bad told of what stands in the index and is no line of it
  static LocalTable load(
      Path jar, Bucket bucket, IndexFilter filter, boolean compactedOnly, Consumer<String> bad)
      throws Failure, IOException, SQLException {
    Scratch scratch = Scratch.create();
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      Duck duck = Duck.open(jar, scratch.directory(), threads, MEMORY);
      LocalTable table = new LocalTable(scratch, duck);
      try {
        table.load(bucket, filter, compactedOnly, bad);
        return table;
      } catch (IOException | SQLException | RuntimeException e) {
        duck.close();
        throw e;
      }
    } catch (Failure | IOException | SQLException | RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  Duck duck() {
    return duck;
  }

  private void load(Bucket bucket, IndexFilter filter, boolean compactedOnly, Consumer<String> bad)
      throws IOException, SQLException {
    Path directory = scratch.directory();
    Parts parts = Parts.copy(bucket, filter, directory.resolve("parts"));
    Path lines = directory.resolve("lines.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(lines, StandardCharsets.UTF_8)) {
      if (!compactedOnly) {
        new FreshLines(bucket, filter, bad)
            .read(parts, duck, directory, (day, json) -> out.append(json).append('\n'));
      }
    }
    String compacted = parts.isEmpty() ? "" : " UNION ALL BY NAME SELECT * FROM " + parts.table();
    duck.run("CREATE VIEW dumps AS SELECT * FROM " + lines(lines) + compacted);
  }

  /// A file of lines as a table of DuckDB.
  static String lines(Path file) {
    return "read_json("
        + Duck.quoted(file)
        + ", format = 'newline_delimited', columns = "
        + Columns.forDuck()
        + ")";
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      duck.close();
    } finally {
      scratch.close();
    }
  }

  /// What a failing query or an unreachable store means.
  static Failure failure(Exception e) {
    return switch (e) {
      case StoreException store -> new Failure.Stored(store, "");
      case SQLException sql ->
          new Failure.Usage(String.valueOf(sql.getMessage()), "The table is `dumps`.");
      default ->
          new Failure.Output("cannot keep the table: " + e, "Is the temporary disk full?", e);
    };
  }
}

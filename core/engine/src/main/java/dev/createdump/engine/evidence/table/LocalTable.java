package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.evidence.IndexEntry;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.engine.evidence.IndexScan;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A part of a bucket's index as a table of DuckDB: what was compacted is copied as it is, and only
/// the lines that no compaction has seen are read one by one. Everything lies in a directory of its
/// own, which goes when this is closed.
final class LocalTable implements AutoCloseable {
  private static final Pattern PART =
      Pattern.compile("v1/table/dt=(\\d{4}-(?:0\\d|1[0-2])-(?:[0-3]\\d))/part-(\\d{5})\\.parquet");

  private final Path directory;
  private final Duck duck;
  private final Bucket bucket;
  private final IndexFilter filter;
  private final Consumer<String> bad;

  /// The number of the last part of each day, as it was when the lines that are in none were found.
  private final Map<LocalDate, Integer> lastParts = new TreeMap<>();

  private LocalTable(
      Path directory, Duck duck, Bucket bucket, IndexFilter filter, Consumer<String> bad) {
    this.directory = directory;
    this.duck = duck;
    this.bucket = bucket;
    this.filter = filter;
    this.bad = bad;
  }

  /// Brings the days of a filter here and makes the view `dumps` over them.
  ///
  /// @param bad told of what stands in the index and is no line of it
  static LocalTable load(
      Path jar, Bucket bucket, IndexFilter filter, int threads, Consumer<String> bad)
      throws Failure, IOException, SQLException {
    Path directory = Files.createTempDirectory("create-dump-table-");
    LocalTable table = null;
    try {
      Duck duck = Duck.open(jar, directory, threads);
      table = new LocalTable(directory, duck, bucket, filter, bad);
      table.load();
      return table;
    } catch (Failure | IOException | SQLException | RuntimeException e) {
      if (table == null) {
        delete(directory);
      } else {
        table.close();
      }
      throw e;
    }
  }

  Duck duck() {
    return duck;
  }

  /// The number of the next part of a day.
  int nextPart(LocalDate day) {
    return lastParts.getOrDefault(day, 0) + 1;
  }

  Path directory() {
    return directory;
  }

  private void load() throws IOException, SQLException {
    List<Path> parts = parts();
    lines(parts);
    String fresh =
        "SELECT * FROM read_json("
            + Duck.quoted(directory.resolve("lines.jsonl"))
            + ", format = 'newline_delimited', columns = "
            + Columns.forDuck()
            + ")";
    duck.run("CREATE VIEW fresh AS " + fresh);
    String compacted =
        parts.isEmpty()
            ? ""
            : " UNION ALL BY NAME SELECT * FROM read_parquet("
                + Duck.quoted(directory.resolve("parts/*/*.parquet"))
                + ", hive_partitioning = true, hive_types = {dt: DATE}, union_by_name = true)";
    duck.run("CREATE VIEW dumps AS SELECT * FROM fresh" + compacted);
  }

  /// Copies what was compacted.
  private List<Path> parts() throws IOException {
    List<ObjectKey> keys = new ArrayList<>();
    for (String days : filter.dayPrefixes()) {
      bucket.walk(
          KeyLayout.TABLE + "dt=" + days,
          object -> {
            Matcher part = PART.matcher(object.key().value());
            if (part.matches()) {
              keys.add(object.key());
              lastParts.merge(
                  LocalDate.parse(part.group(1)), Integer.parseInt(part.group(2)), Math::max);
            }
            return true;
          });
    }
    List<Path> parts = new ArrayList<>();
    for (ObjectKey key : keys) {
      Path part =
          directory.resolve("parts").resolve(key.value().substring(KeyLayout.TABLE.length()));
      Files.createDirectories(part.getParent());
      try (InputStream in = bucket.open(key)) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      parts.add(part);
    }
    return parts;
  }

  /// Writes the lines that are in no part. Which these are, DuckDB finds from the keys, so that no
  /// set of them has to be in memory.
  private void lines(List<Path> parts) throws IOException, SQLException {
    Path file = directory.resolve("lines.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      if (parts.isEmpty()) {
        IndexScan.run(bucket, filter.daysOnly(), writer(out));
        return;
      }
      Path keys = directory.resolve("keys.csv");
      try (BufferedWriter names = Files.newBufferedWriter(keys, StandardCharsets.UTF_8)) {
        names.write("key\n");
        for (String days : filter.dayPrefixes()) {
          walk(KeyLayout.INDEX + "dt=" + days, names);
        }
      }
      Path missing = directory.resolve("missing.csv");
      duck.run(
          "COPY (SELECT key FROM read_csv("
              + Duck.quoted(keys)
              + ", header = true, delim = ',', columns = {key: 'VARCHAR'})"
              + " WHERE parse_filename(key, true) NOT IN (SELECT left(sha256(prefix), 32) FROM"
              + " read_parquet("
              + Duck.quoted(directory.resolve("parts/*/*.parquet"))
              + "))) TO "
              + Duck.quoted(missing)
              + " (FORMAT csv, HEADER false)");
      try (Stream<String> lines = Files.lines(missing)) {
        IndexScan.run(bucket, lines.map(ObjectKey::new).iterator(), writer(out));
      }
    }
  }

  private void walk(String prefix, BufferedWriter names) throws IOException {
    IOException[] failed = {null};
    bucket.walk(
        prefix,
        object -> {
          try {
            // No key of the index holds what CSV would have to quote.
            if (object.key().value().matches("v1/index/dt=[0-9-]{10}/[A-Za-z0-9._-]+")) {
              names.write(object.key() + "\n");
            }
            return true;
          } catch (IOException e) {
            failed[0] = e;
            return false;
          }
        });
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  private IndexScan.Visitor writer(BufferedWriter out) {
    return new IndexScan.Visitor() {
      @Override
      public boolean entry(IndexEntry entry) throws IOException {
        out.write(entry.json().strip().replace("\n", " "));
        out.write('\n');
        return true;
      }

      @Override
      public void bad(ObjectKey key, String problem) {
        bad.accept(key + " " + problem);
      }
    };
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      duck.close();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
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

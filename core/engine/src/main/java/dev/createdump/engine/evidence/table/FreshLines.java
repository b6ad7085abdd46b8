package dev.createdump.engine.evidence.table;

import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.evidence.IndexEntry;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.engine.evidence.IndexScan;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.StoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lines of some days of an index that no compaction has seen.
final class FreshLines {
  /// No such key holds what CSV would have to quote.
  private static final Pattern KEY =
      Pattern.compile("v1/index/dt=\\d{4}-\\d{2}-\\d{2}/[A-Za-z0-9._-]+");

  private final Bucket bucket;
  private final IndexFilter filter;
  private final Consumer<String> bad;

  /// @param bad told of what stands in the index and is no line of it
  FreshLines(Bucket bucket, IndexFilter filter, Consumer<String> bad) {
    this.bucket = bucket;
    this.filter = filter;
    this.bad = bad;
  }

  /// Takes lines, those of a day one after another.
  @FunctionalInterface
  interface Sink {
    /// @param json the line without its line feed
    void line(LocalDate day, String json) throws IOException;
  }

  /// Reads the lines that are in no part. Which these are DuckDB finds from the keys, of one month
  /// at a time, so that memory does not grow with the index.
  ///
  /// @param directory a place for files
  void read(Parts parts, Duck duck, Path directory, Sink sink) throws IOException, SQLException {
    if (parts.isEmpty()) {
      IndexScan.run(bucket, filter.daysOnly(), visitor(sink));
      return;
    }
    Path keys = Files.createDirectories(directory.resolve("keys"));
    list(keys);
    for (Path month : sorted(keys)) {
      Path fresh = directory.resolve("fresh.csv");
      if (parts.has(month.getFileName().toString())) {
        duck.run(missing(month, parts, fresh));
      } else {
        fresh = month;
      }
      try (Stream<String> lines = Files.lines(fresh)) {
        IndexScan.run(bucket, lines.map(ObjectKey::new).iterator(), visitor(sink));
      }
    }
  }

  private static String missing(Path month, Parts parts, Path fresh) {
    return "COPY (SELECT k.key FROM read_csv("
        + Duck.quoted(month)
        + ", header = false, delim = ',', columns = {key: 'VARCHAR'}) k ANTI JOIN"
        + " (SELECT left(sha256(prefix), 32) AS name FROM "
        + parts.table(month.getFileName().toString())
        + ") p ON parse_filename(k.key, true) = p.name ORDER BY k.key) TO "
        + Duck.quoted(fresh)
        + " (FORMAT csv, HEADER false)";
  }

  private void list(Path keys) throws IOException {
    try {
      for (String days : filter.dayPrefixes()) {
        try (Months months = new Months(keys)) {
          bucket.walk(KeyLayout.INDEX + "dt=" + days, months);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /// Writes the keys of each month, which come one after another, into a file of its name.
  private static final class Months implements Bucket.Visitor, AutoCloseable {
    private static final int DAYS = KeyLayout.INDEX.length() + "dt=".length();

    private final Path directory;
    private String month = "";
    private @Nullable BufferedWriter out;

    Months(Path directory) {
      this.directory = directory;
    }

    @Override
    public boolean visit(ObjectStat object) throws StoreException {
      String key = object.key().value();
      if (KEY.matcher(key).matches()) {
        try {
          writer(key.substring(DAYS, DAYS + "yyyy-mm".length())).append(key).append('\n');
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return true;
    }

    private BufferedWriter writer(String of) throws IOException {
      if (out == null || !of.equals(month)) {
        close();
        month = of;
        out =
            Files.newBufferedWriter(
                directory.resolve(of),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
      }
      return out;
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
      }
    }
  }

  private IndexScan.Visitor visitor(Sink sink) {
    return new IndexScan.Visitor() {
      @Override
      public boolean entry(IndexEntry entry) throws IOException {
        LocalDate day = day(entry.day());
        if (day == null) {
          bad.accept(entry.prefix() + " is of no day: " + entry.day());
        } else {
          sink.line(day, entry.json().strip().replace("\n", " "));
        }
        return true;
      }

      @Override
      public void bad(ObjectKey key, String problem) {
        bad.accept(key + " " + problem);
      }
    };
  }

  /// A day that DuckDB knows too; null for others.
  private static @Nullable LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() < 1 ? null : day;
    } catch (DateTimeException e) {
      return null;
    }
  }
}

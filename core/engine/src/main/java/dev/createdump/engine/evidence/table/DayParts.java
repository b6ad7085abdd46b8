package dev.createdump.engine.evidence.table;

import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes a Parquet file of the lines of each day as soon as they are all there, and uploads it
/// beside.
final class DayParts implements FreshLines.Sink, AutoCloseable {
  /// How many files are on their way at a time.
  private static final int UPLOADS = 8;

  private final Bucket bucket;
  private final Parts parts;
  private final Duck duck;
  private final Path directory;
  private final boolean dry;
  private final Ahead<Uploaded> uploads;

  private @Nullable Day current;

  /// @param dry whether nothing is uploaded
  DayParts(
      Bucket bucket, Parts parts, Duck duck, Path directory, boolean dry, Compaction.Told told) {
    this.dry = dry;
    this.bucket = bucket;
    this.parts = parts;
    this.duck = duck;
    this.directory = directory;
    this.uploads = new Ahead<>(UPLOADS, uploaded -> uploaded.tell(told));
  }

  /// The lines of a day, as long as they come.
  private static final class Day implements AutoCloseable {
    private final LocalDate date;
    private final Path file;
    private final BufferedWriter out;
    private long count;

    Day(LocalDate date, Path file) throws IOException {
      this.date = date;
      this.file = file;
      this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    void add(String line) throws IOException {
      out.append(line).append('\n');
      count++;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /// @param created whether no other compaction was there before
  private record Uploaded(LocalDate day, Compaction.Part part, boolean created) {
    void tell(Compaction.Told told) {
      if (created) {
        told.written(part);
      } else {
        told.left(day);
      }
    }
  }

  @Override
  public void line(LocalDate date, String json) throws IOException {
    Day day = current;
    if (day == null || !day.date.equals(date)) {
      finishDay();
      day = new Day(date, directory.resolve("lines.jsonl"));
      current = day;
    }
    day.add(json);
  }

  /// Ends the last day, and waits for all uploads.
  void finish() throws IOException {
    finishDay();
    uploads.finish();
  }

  private void finishDay() throws IOException {
    Day day = current;
    if (day == null) {
      return;
    }
    day.close();
    current = null;
    Path part = directory.resolve(day.date + ".parquet");
    try {
      duck.run(
          "COPY (SELECT * EXCLUDE (dt) FROM "
              + LocalTable.lines(day.file)
              + " ORDER BY host, org, repo, pr, head) TO "
              + Duck.quoted(part)
              + " (FORMAT parquet, COMPRESSION zstd)");
    } catch (SQLException e) {
      throw new IOException(day.date + ": " + e.getMessage(), e);
    }
    uploads.give(() -> upload(day, part));
  }

  private Uploaded upload(Day day, Path file) throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d.parquet", parts.next(day.date));
    ObjectKey key = new ObjectKey(KeyLayout.TABLE + "dt=" + day.date + "/" + name);
    Compaction.Part part = new Compaction.Part(key.under(bucket.uri()).toString(), day.count);
    try {
      if (!dry) {
        PutOptions once = PutOptions.createOnly("application/vnd.apache.parquet");
        bucket.upload(key, Payload.of(file), once);
      }
      return new Uploaded(day.date, part, true);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS) {
        throw e;
      }
      return new Uploaded(day.date, part, false);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() throws IOException {
    uploads.close();
    if (current != null) {
      current.close();
    }
  }
}

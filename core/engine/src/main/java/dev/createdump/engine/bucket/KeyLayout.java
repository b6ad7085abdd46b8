package dev.createdump.engine.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Where the parts of a dump lie in a bucket, as Hive partitions, which query engines read as the
/// columns of a table:
///
/// ```
/// v1/host=<h>/org=<o>/repo=<r>/dt=<yyyy-mm-dd>/pr=<n>/<head12>-<run>/<name>
/// v1/chain/host=<h>/org=<o>/repo=<r>/pr=<n>/<time of the run>-<sha256 of the manifest, 32
/// digits>.json
/// v1/table/dt=<yyyy-mm-dd>/part-<number, 5 digits>.parquet
/// v1/index/dt=<yyyy-mm-dd>/<sha256 of the directory above, 32 digits>.jsonl
/// ```
///
/// Values are escaped by {@link KeyValue}, so that any text makes a valid key and two places never
/// share one. A dump without a pull request has `pr=none`.
public final class KeyLayout {
  private static final String VERSION = "v1/";

  /// The prefix of the whole index.
  public static final String INDEX = VERSION + "index/";

  /// The prefix of what was compacted.
  public static final String TABLE = VERSION + "table/";

  private static final int MAX_VALUE = 160;
  private static final int MAX_NAME = 240;
  private static final int INDEX_DIGITS = 32;
  private static final long DAY_SECONDS = 86_400;

  private KeyLayout() {}

  /// Where a dump belongs.
  ///
  /// @param host the forge's host name
  /// @param org the owner, organisation or group with its slashes
  /// @param repo the repository's own name
  /// @param date the day of the dump, in the years 0 to 9999
  /// @param pullRequestOrNull the pull request's number from 1 up, or null where there is none
  /// @param head the head commit; its first 12 digits are kept
  /// @param run what tells runs on one head apart
  public record Location(
      String host,
      String org,
      String repo,
      LocalDate date,
      @Nullable Long pullRequestOrNull,
      String head,
      String run) {
    public Location {
      if (date.getYear() < 0 || date.getYear() > 9999) {
        throw new IllegalArgumentException("not a day of the years 0 to 9999: " + date);
      }
      if (pullRequestOrNull != null && pullRequestOrNull < 1) {
        throw new IllegalArgumentException("not a pull request's number: " + pullRequestOrNull);
      }
      if (!head.matches("[0-9a-f]{12,64}")) {
        throw new IllegalArgumentException("not a commit's hexadecimal digits");
      }
      head = head.substring(0, 12);
    }
  }

  /// Where the dump of a head belongs.
  ///
  /// @param host the forge's host name; empty where there is none
  /// @param org the owner; empty where there is none
  /// @param committedAt when the head was committed, in seconds since 1970: the day of the commit,
  ///     so that doing it again tomorrow finds what is there
  public static Location location(
      String host,
      String org,
      String repo,
      @Nullable Long pullRequestOrNull,
      String head,
      long committedAt,
      String run) {
    return new Location(
        host.isEmpty() ? "local" : host,
        org.isEmpty() ? "none" : org,
        repo,
        day(committedAt),
        pullRequestOrNull,
        head,
        run);
  }

  /// A commit may claim any second; what no four-digit year from 1970 on holds becomes the nearest
  /// that one does, as in the manifest.
  private static LocalDate day(long seconds) {
    long last = LocalDate.of(9999, 12, 31).toEpochDay();
    return LocalDate.ofEpochDay(Math.clamp(Math.floorDiv(seconds, DAY_SECONDS), 0, last));
  }

  /// What stands for the run where no CI gave one an id.
  public static String localRun(String dumpDigest) {
    return "local-" + dumpDigest.substring(0, 12);
  }

  /// The key of one file of a dump.
  public static ObjectKey file(Location at, String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a file has a name");
    }
    return file(directory(at), name);
  }

  /// The key of one file of the dump whose files have a prefix.
  public static ObjectKey file(String directory, String name) {
    return new ObjectKey(directory + KeyValue.escape(name, MAX_NAME));
  }

  /// The name of the file that lies under the last segment of a key.
  ///
  /// @return null where the segment does not tell, as it holds a part of a long name alone
  public static @Nullable String fileName(String segment) {
    return KeyValue.unescape(segment);
  }

  /// The key of the line that a dump adds to the index.
  public static ObjectKey index(Location at) {
    return new ObjectKey(indexPrefix(at.date()) + indexName(directory(at)));
  }

  /// The last segment of the key of a dump's line in the index.
  public static String indexName(String directory) {
    return Payload.of(directory.getBytes(UTF_8)).sha256().substring(0, INDEX_DIGITS) + ".jsonl";
  }

  /// The prefix of all files of a dump.
  public static String directory(Location at) {
    Long number = at.pullRequestOrNull();
    return repositoryPrefix(at.host(), at.org(), at.repo())
        + ("dt=" + at.date() + "/")
        + ("pr=" + (number == null ? "none" : number.toString()) + "/")
        + (at.head() + "-" + KeyValue.escape(at.run(), MAX_VALUE) + "/");
  }

  /// The prefix of the chain of a pull request's dumps.
  public static String chainPrefix(Location at) {
    return VERSION
        + "chain/"
        + repositoryPrefix(at.host(), at.org(), at.repo()).substring(VERSION.length())
        + ("pr=" + at.pullRequestOrNull() + "/");
  }

  /// The prefix of all dumps of a repository.
  public static String repositoryPrefix(String host, String org, String repo) {
    return VERSION
        + ("host=" + KeyValue.escape(host, MAX_VALUE) + "/")
        + ("org=" + KeyValue.escape(org, MAX_VALUE) + "/")
        + ("repo=" + KeyValue.escape(repo, MAX_VALUE) + "/");
  }

  /// The prefix of the index of a day.
  public static String indexPrefix(LocalDate day) {
    return INDEX + "dt=" + day + "/";
  }
}

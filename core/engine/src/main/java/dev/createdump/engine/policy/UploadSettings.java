package dev.createdump.engine.policy;

import dev.createdump.engine.policy.UploadKeys.EncryptionChoice;
import dev.createdump.engine.policy.UploadKeys.RetentionChoice;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store that takes the dump: one row of `[[upload]]`, what belongs together put together.
///
/// @param uri the store's URI
/// @param retentionOrNull how long each object must stay
/// @param objects how each object is to be kept: its precondition is `ABSENT`, its media type a
///     placeholder, and its retention null, as that counts from the upload
/// @param customerKeyOrNull where the customer's key is found
/// @param connection how the store is reached, without the customer's key
/// @param deadline the longest that one operation may take with all its retries
/// @param columns what was set, by column, to be written down and read again: {@link #read}
public record UploadSettings(
    String uri,
    @Nullable Retention retentionOrNull,
    PutOptions objects,
    @Nullable CustomerKey customerKeyOrNull,
    Map<StoreSetting, String> connection,
    Duration deadline,
    Map<String, List<String>> columns) {

  /// What a row says of retention.
  ///
  /// @param days from the upload; 0 where `untilOrNull` is given
  public record Retention(PutOptions.RetentionMode mode, int days, @Nullable Instant untilOrNull) {
    /// The retention of an object that is stored now.
    public PutOptions.Retention from(Instant now) {
      return new PutOptions.Retention(
          mode, untilOrNull == null ? now.plus(Duration.ofDays(days)) : untilOrNull);
    }
  }

  /// Where the customer's key is found; one of the two is empty.
  public record CustomerKey(String file, String variable) {}

  public UploadSettings {
    connection = Map.copyOf(connection);
    columns = Map.copyOf(columns);
  }

  /// A store of which only the URI is known.
  public static UploadSettings of(String uri) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(UploadKeys.URI.name(), uri);
    return of(new Values(row));
  }

  /// What the rows say of a place that is named by hand: the row of this URI, or of the nearest
  /// place above it; where there is none, nothing is asked for.
  public static UploadSettings forUri(List<UploadSettings> rows, String uri) {
    UploadSettings nearest = null;
    String place = trimmed(uri);
    for (UploadSettings row : rows) {
      String above = trimmed(row.uri());
      boolean covers = place.equals(above) || place.startsWith(above + "/");
      if (covers && (nearest == null || above.length() > trimmed(nearest.uri()).length())) {
        nearest = row;
      }
    }
    if (nearest == null) {
      return of(uri);
    }
    Map<String, List<String>> columns = new LinkedHashMap<>(nearest.columns());
    columns.put(UploadKeys.URI.name(), List.of(uri));
    return read(columns);
  }

  private static String trimmed(String uri) {
    int end = uri.length();
    while (end > 0 && uri.charAt(end - 1) == '/') {
      end--;
    }
    return uri.substring(0, end);
  }

  static List<UploadSettings> listOf(List<Values> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<UploadSettings> uploads = new ArrayList<>(rows.size());
    for (Values row : rows) {
      uploads.add(of(row));
    }
    return List.copyOf(uploads);
  }

  static UploadSettings of(Values row) {
    return new UploadSettings(
        row.get(UploadKeys.URI),
        retention(row),
        objects(row),
        row.get(UploadKeys.ENCRYPTION_KIND) == EncryptionChoice.CUSTOMER
            ? new CustomerKey(
                row.get(UploadKeys.ENCRYPTION_KEY_FILE),
                row.get(UploadKeys.ENCRYPTION_KEY_VARIABLE))
            : null,
        connection(row),
        Duration.ofSeconds(row.get(UploadKeys.DEADLINE_SECONDS)),
        texts(row));
  }

  private static Map<String, List<String>> texts(Values row) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> column : row.byName().entrySet()) {
      List<String> all = new ArrayList<>();
      if (column.getValue() instanceof List<?> list) {
        list.forEach(element -> all.add(element.toString()));
      } else {
        all.add(
            column.getValue() instanceof Named named ? named.id() : column.getValue().toString());
      }
      texts.put(column.getKey(), List.copyOf(all));
    }
    return texts;
  }

  /// Reads columns as {@link #columns} has them.
  ///
  /// @throws IllegalArgumentException where they make no row
  public static UploadSettings read(Map<String, List<String>> columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    Problems problems = new Problems();
    for (Key<?> column : UploadKeys.COLUMNS) {
      List<String> texts = columns.get(column.name());
      if (texts != null) {
        Sink sink = new Sink(problems, column.name(), new Origin.Default());
        Object value = column.type().fromTexts(texts, false, sink);
        row.put(column.name(), value == null ? "" : value);
      }
    }
    boolean strange = !row.keySet().containsAll(columns.keySet());
    if (strange || !problems.none() || !row.containsKey(UploadKeys.URI.name())) {
      throw new IllegalArgumentException("no row of [[upload]]");
    }
    return of(new Values(row));
  }

  private static @Nullable Retention retention(Values row) {
    RetentionChoice mode = row.get(UploadKeys.RETENTION_MODE);
    if (mode == RetentionChoice.NONE) {
      return null;
    }
    String until = row.get(UploadKeys.RETENTION_UNTIL);
    return new Retention(
        PutOptions.RetentionMode.valueOf(mode.name()),
        row.get(UploadKeys.RETENTION_DAYS),
        until.isEmpty() ? null : Instant.parse(until));
  }

  private static PutOptions objects(Values row) {
    PutOptions options =
        PutOptions.createOnly("application/octet-stream")
            .withMetadata(pairs(row.get(UploadKeys.METADATA)))
            .withTags(pairs(row.get(UploadKeys.TAGS)))
            .withLegalHold(row.get(UploadKeys.LEGAL_HOLD));
    EncryptionChoice encryption = row.get(UploadKeys.ENCRYPTION_KIND);
    if (encryption == EncryptionChoice.MANAGED) {
      options = options.withEncryption(new PutOptions.Encryption.Managed());
    } else if (encryption == EncryptionChoice.KMS) {
      String key = row.get(UploadKeys.ENCRYPTION_KEY);
      options = options.withEncryption(new PutOptions.Encryption.Kms(key));
    }
    String storageClass = row.get(UploadKeys.STORAGE_CLASS);
    return storageClass.isEmpty() ? options : options.withStorageClass(storageClass);
  }

  /// @throws IllegalArgumentException where a name stands twice
  static Map<String, String> pairs(List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      String name = text.substring(0, equals);
      if (pairs.put(name, text.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(name + " is there twice");
      }
    }
    return pairs;
  }

  private static Map<StoreSetting, String> connection(Values row) {
    Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
    put(settings, StoreSetting.REGION, row, UploadKeys.REGION);
    put(settings, StoreSetting.ENDPOINT, row, UploadKeys.ENDPOINT);
    put(settings, StoreSetting.PATH_STYLE, row, UploadKeys.PATH_STYLE);
    put(settings, StoreSetting.CHECKSUM, row, UploadKeys.CHECKSUM);
    put(settings, StoreSetting.CHUNKED, row, UploadKeys.CHUNKED);
    put(settings, StoreSetting.REQUESTER_PAYS, row, UploadKeys.REQUESTER_PAYS);
    put(settings, StoreSetting.PROXY, row, UploadKeys.PROXY);
    put(settings, StoreSetting.CA_BUNDLE, row, UploadKeys.CA_BUNDLE);
    put(settings, StoreSetting.PART_SIZE, row, UploadKeys.PART_SIZE);
    put(settings, StoreSetting.MULTIPART_THRESHOLD, row, UploadKeys.MULTIPART_THRESHOLD);
    put(settings, StoreSetting.PARALLEL, row, UploadKeys.PARALLEL);
    return settings;
  }

  /// Only what was asked for: a store refuses a setting that it does not understand.
  private static void put(
      Map<StoreSetting, String> settings, StoreSetting setting, Values row, Key<?> column) {
    Object value = row.get(column);
    if (!value.equals(column.defaultValue())) {
      settings.put(setting, value instanceof Named named ? named.id() : value.toString());
    }
  }
}

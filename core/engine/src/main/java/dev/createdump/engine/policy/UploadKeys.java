package dev.createdump.engine.policy;

import java.util.List;

/// The columns of `[[upload]]`: which store, how it is reached, and how it is to keep an object.
/// Every store knows the same words; what it cannot do is refused before any work.
public final class UploadKeys {
  public static final Key<String> URI =
      Key.required(
          "uri",
          new Text(TextKind.URI),
          "Where the dump is stored, such as `file:///srv/evidence` or `s3://bucket/prefix`;"
              + " credentials never stand in it.");

  public static final Key<RetentionChoice> RETENTION_MODE =
      Key.of(
          "retention.mode",
          new Choice<>(List.of(RetentionChoice.values())),
          RetentionChoice.NONE,
          "How strictly each object must stay: `compliance` binds everybody.");

  public static final Key<Integer> RETENTION_DAYS =
      Key.of("retention.days", new Count(0, 36_500), 0, "Days from the upload for which it must.");

  public static final Key<String> RETENTION_UNTIL =
      Key.of(
          "retention.until",
          new Text(TextKind.LINE),
          "",
          "The instant until which it must, instead of days, such as `2033-01-01T00:00:00Z`.");

  public static final Key<Boolean> LEGAL_HOLD =
      Key.of("legal_hold", new Toggle(), false, "Hold each object until somebody lifts the hold.");

  public static final Key<EncryptionChoice> ENCRYPTION_KIND =
      Key.of(
          "encryption.kind",
          new Choice<>(List.of(EncryptionChoice.values())),
          EncryptionChoice.BUCKET,
          "What encrypts: what the bucket says, the store's own keys, a key of a key service, or a"
              + " key you keep.");

  public static final Key<String> ENCRYPTION_KEY =
      Key.of(
          "encryption.key",
          new Text(TextKind.LINE),
          "",
          "With `kms`: the key's name in the key service, such as an ARN.");

  public static final Key<String> ENCRYPTION_KEY_FILE =
      Key.of(
          "encryption.key_file",
          new Text(TextKind.FILE),
          "",
          "With `customer`: the file that holds your key, 32 bytes or their Base64.");

  public static final Key<String> ENCRYPTION_KEY_VARIABLE =
      Key.of(
          "encryption.key_variable",
          new Text(TextKind.TAG),
          "",
          "With `customer`: the environment variable that holds your key, in Base64.");

  public static final Key<String> STORAGE_CLASS =
      Key.of(
          "storage_class",
          new Text(TextKind.LINE),
          "",
          "Class of storage in the store's own words, such as `STANDARD_IA`, `NEARLINE` or `Cool`.");

  public static final Key<List<String>> TAGS =
      Key.of(
          "tags",
          new ListOf<>(new Text(TextKind.PAIR), 0, false),
          List.of(),
          "Tags of each object, at most 10, as `name=value`.");

  public static final Key<List<String>> METADATA =
      Key.of(
          "metadata",
          new ListOf<>(new Text(TextKind.PAIR), 0, false),
          List.of(),
          "User metadata of each object, as `name=value` with a lower-case name.");

  public static final Key<String> REGION =
      Key.of(
          "region",
          new Text(TextKind.LINE),
          "",
          "Region of the bucket; empty takes it from the environment.");

  public static final Key<String> ENDPOINT =
      Key.of(
          "endpoint",
          new Text(TextKind.URI),
          "",
          "`https:` URI of a compatible service; empty takes the cloud's own.");

  public static final Key<PathStyle> PATH_STYLE =
      Key.of(
          "path_style",
          new Choice<>(List.of(PathStyle.values())),
          PathStyle.AUTO,
          "Whether the bucket stands in the path of a URL; `auto` does so where there is an"
              + " endpoint.");

  public static final Key<ChecksumChoice> CHECKSUM =
      Key.of(
          "checksum",
          new Choice<>(List.of(ChecksumChoice.values())),
          ChecksumChoice.AUTO,
          "Checksum that is sent and verified; some compatible stores need `when-required`.");

  public static final Key<Boolean> CHUNKED =
      Key.of(
          "chunked",
          new Toggle(),
          true,
          "Whether the store's own chunked encoding may be used; some compatible stores lack it.");

  public static final Key<Boolean> REQUESTER_PAYS =
      Key.of("requester_pays", new Toggle(), false, "The requester pays, not the bucket's owner.");

  public static final Key<String> PROXY =
      Key.of(
          "proxy",
          new Text(TextKind.URI),
          "",
          "`http:` URI of a proxy; empty takes it from the environment.");

  public static final Key<String> CA_BUNDLE =
      Key.of(
          "ca_bundle",
          new Text(TextKind.FILE),
          "",
          "File of certificates in PEM that are trusted instead of the JDK's.");

  public static final Key<Integer> DEADLINE_SECONDS =
      Key.of(
          "deadline_seconds",
          new Count(1, 86_400),
          300,
          "Seconds that storing one object may take with all its retries.");

  public static final Key<Long> PART_SIZE =
      Key.of(
          "part_size",
          new Size(5L << 20, 24L << 20),
          8L << 20,
          "Size of one part of an object that is sent in parts.");

  public static final Key<Long> MULTIPART_THRESHOLD =
      Key.of(
          "multipart_threshold",
          new Size(5L << 20, 32L << 20),
          16L << 20,
          "Size from which an object is sent in parts.");

  public static final Key<Integer> PARALLEL =
      Key.of("parallel", new Count(1, 32), 4, "How many parts of an object are sent at once.");

  /// Every column, in the order in which people see them.
  static final List<Key<?>> COLUMNS =
      List.of(
          URI,
          RETENTION_MODE,
          RETENTION_DAYS,
          RETENTION_UNTIL,
          LEGAL_HOLD,
          ENCRYPTION_KIND,
          ENCRYPTION_KEY,
          ENCRYPTION_KEY_FILE,
          ENCRYPTION_KEY_VARIABLE,
          STORAGE_CLASS,
          TAGS,
          METADATA,
          REGION,
          ENDPOINT,
          PATH_STYLE,
          CHECKSUM,
          CHUNKED,
          REQUESTER_PAYS,
          PROXY,
          CA_BUNDLE,
          DEADLINE_SECONDS,
          PART_SIZE,
          MULTIPART_THRESHOLD,
          PARALLEL);

  private UploadKeys() {}

  /// How strictly an object must stay.
  public enum RetentionChoice implements Named {
    NONE("none"),
    GOVERNANCE("governance"),
    COMPLIANCE("compliance");

    private final String id;

    RetentionChoice(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  /// What an object is encrypted with.
  public enum EncryptionChoice implements Named {
    BUCKET("bucket"),
    MANAGED("managed"),
    KMS("kms"),
    CUSTOMER("customer");

    private final String id;

    EncryptionChoice(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  /// Where the name of the bucket stands.
  public enum PathStyle implements Named {
    AUTO("auto"),
    ALWAYS("always"),
    NEVER("never");

    private final String id;

    PathStyle(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  /// Which checksum is sent and verified.
  public enum ChecksumChoice implements Named {
    AUTO("auto"),
    WHEN_REQUIRED("when-required"),
    SHA256("sha256"),
    CRC64NVME("crc64nvme");

    private final String id;

    ChecksumChoice(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }
}

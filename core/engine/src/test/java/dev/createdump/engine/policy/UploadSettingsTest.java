package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class UploadSettingsTest {
  static final List<Key<?>> COLUMNS = UploadKeys.COLUMNS.subList(1, UploadKeys.COLUMNS.size());

  private static final String ROW = "[[upload]]\nuri = 's3://b/p'\n";

  @TempDir Path directory;

  private UploadSettings row(String lines) throws Failure {
    return new Project(directory).own(ROW + lines).load().settings().uploads().getFirst();
  }

  @Test
  void carriesWhatIsAskedForToTheStore() throws Failure {
    UploadSettings row =
        row(
            """
            retention = { mode = "compliance", days = 2555 }
            legal_hold = true
            encryption = { kind = "kms", key = "arn:aws:kms:eu-central-1:1:key/2" }
            storage_class = "STANDARD_IA"
            tags = ["team=payments", "kind=evidence"]
            metadata = ["origin=ci"]
            region = "eu-central-1"
            endpoint = "https://s3.example.org"
            path_style = "always"
            checksum = "when-required"
            chunked = false
            requester_pays = true
            proxy = "http://proxy:3128"
            ca_bundle = "/etc/ca.pem"
            deadline_seconds = 60
            part_size = "6MiB"
            multipart_threshold = "9MiB"
            parallel = 2
            """);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(row.retentionOrNull()).isNotNull();
    assertThat(row.retentionOrNull().from(now))
        .isEqualTo(
            new PutOptions.Retention(
                PutOptions.RetentionMode.COMPLIANCE, Instant.parse("2032-12-30T00:00:00Z")));
    assertThat(row.objects())
        .isEqualTo(
            new PutOptions(
                PutOptions.Precondition.ABSENT,
                "application/octet-stream",
                Map.of("origin", "ci"),
                Map.of("team", "payments", "kind", "evidence"),
                null,
                true,
                new PutOptions.Encryption.Kms("arn:aws:kms:eu-central-1:1:key/2"),
                "STANDARD_IA"));
    assertThat(UploadSettings.read(row.columns())).isEqualTo(row);
    assertThat(row.deadline()).isEqualTo(Duration.ofMinutes(1));
    assertThat(row.connection())
        .isEqualTo(
            Map.ofEntries(
                Map.entry(StoreSetting.REGION, "eu-central-1"),
                Map.entry(StoreSetting.ENDPOINT, "https://s3.example.org"),
                Map.entry(StoreSetting.PATH_STYLE, "always"),
                Map.entry(StoreSetting.CHECKSUM, "when-required"),
                Map.entry(StoreSetting.CHUNKED, "false"),
                Map.entry(StoreSetting.REQUESTER_PAYS, "true"),
                Map.entry(StoreSetting.PROXY, "http://proxy:3128"),
                Map.entry(StoreSetting.CA_BUNDLE, "/etc/ca.pem"),
                Map.entry(StoreSetting.PART_SIZE, "6291456"),
                Map.entry(StoreSetting.MULTIPART_THRESHOLD, "9437184"),
                Map.entry(StoreSetting.PARALLEL, "2")));
  }

  @Test
  void holdsForThePlacesBelow() throws Failure {
    List<UploadSettings> rows = List.of(row("region = 'eu-central-1'"));
    assertThat(UploadSettings.forUri(rows, "s3://b/p/q/").connection())
        .containsEntry(StoreSetting.REGION, "eu-central-1");
    assertThat(UploadSettings.forUri(rows, "s3://b/p/q/").uri()).isEqualTo("s3://b/p/q/");
    assertThat(UploadSettings.forUri(rows, "s3://b/p2").connection()).isEmpty();
    assertThat(UploadSettings.forUri(rows, "s3://b").connection()).isEmpty();
  }

  @Test
  void asksForNothingByDefault() throws Failure {
    UploadSettings row = row("");
    assertThat(row).isEqualTo(UploadSettings.of("s3://b/p"));
    assertThat(row.connection()).isEmpty();
    assertThat(row.objects()).isEqualTo(PutOptions.createOnly("application/octet-stream"));
    assertThat(row.retentionOrNull()).isNull();
  }

  @ParameterizedTest
  @FieldSource("COLUMNS")
  void isDescribedInASentence(Key<?> column) {
    assertThat(column.doc()).endsWith(".").hasSizeBetween(20, 160);
    assertThat(column.defaultValue()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retention.days = 3                            | retention.mode is missing
          retention.mode = 'compliance'                 | retention needs either days or until
          retention = { mode = 'governance', days = 1, until = '2033-01-01T00:00:00Z' } | needs either
          retention = { mode = 'governance', until = 'soon' } | retention.until is no instant
          encryption.kind = 'kms'                       | encryption.key is missing
          encryption.key = 'k'                          | encryption.key has no meaning
          encryption.kind = 'customer'                  | encryption needs either key_file or
          encryption.key_file = 'k'                     | has a key that only kind "customer" uses
          tags = ['a=b', 'a=c']                         | tags is refused: a is there twice
          tags = ['a@b=c']                              | tags is refused
          tags = ['a']                                  | is no name, `=` and value
          metadata = ['A=b']                            | metadata is refused
          endpoint = 'ftp://x'                          | endpoint is no http
          proxy = 'http://u:p@proxy'                    | holds a user name or password
          part_size = '1MiB'                            | part_size
          checksum = 'md5'                              | "auto", "when-required"
          retentions = 1                                | did you mean retention
          """)
  void refusesWhatMakesNoSense(String line, String message) {
    assertThat(new Project(directory).own(ROW + line + "\n").problems().getFirst())
        .startsWith("create-dump.toml:")
        .contains(message);
  }
}

package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `create-dump batch archive`: what is packed, what comes back, and what is deleted.
class BatchArchiveTest {
  @TempDir Path dir;

  private Path out() {
    return dir.resolve("out");
  }

  private String dump(String place, String time) throws IOException {
    Path tree = Files.createDirectories(dir.resolve("app"));
    Files.writeString(tree.resolve("a.txt"), "a\n");
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", String.valueOf(Instant.parse(time).getEpochSecond()))
            .run("single", tree, "--format", "md,json", "--out", out().resolve(place));
    assertThat(result.code()).isZero();
    return result.file(".manifest.json").getFileName().toString().replace(".manifest.json", "");
  }

  private Invocation.Result archive(Object... words) {
    return Invocation.in().run("batch", "archive", out(), words);
  }

  private static void assertValid(String json) throws IOException {
    String schema = Files.readString(Path.of("../../docs/reference/batch-archive.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON))
        .isEmpty();
  }

  /// Unpacked by a program of others, each dump verifies again.
  private void assertUnpacks(Path archive, int dumps) throws Exception {
    Path there = Files.createDirectories(dir.resolve("there-" + archive.getFileName()));
    Process tar =
        new ProcessBuilder("tar", "-xf", archive.toString(), "-C", there.toString()).start();
    assertThat(tar.waitFor()).isZero();
    long verified = 0;
    try (var all = Files.walk(there)) {
      for (Path manifest : all.filter(p -> p.toString().endsWith(".manifest.json")).toList()) {
        assertThat(Invocation.in().run("evidence", "verify", manifest).code()).isZero();
        verified++;
      }
    }
    assertThat(verified).isEqualTo(dumps);
  }

  @Test
  void oneArchiveAProjectThatBringsEveryDumpBack() throws Exception {
    dump("pay", "2026-01-05T00:00:00Z");
    dump("pay", "2026-02-05T00:00:00Z");
    dump("web", "2026-01-06T00:00:00Z");
    Map<String, String> before = BatchRunTest.files(out());
    var planned = archive("--dry-run", "--json");
    assertValid(planned.out());
    assertThat(BatchRunTest.files(out())).isEqualTo(before);
    var packed = archive();
    assertThat(packed.code()).as(packed.err()).isZero();
    assertThat(packed.err()).contains("3 dumps packed\n");
    assertThat(packed.lines()).hasSize(2);
    Path pay = packed.file(".tar.gz");
    assertThat(pay.getFileName().toString()).matches("dumps_pay_[0-9a-f]{8}\\.tar\\.gz");
    assertUnpacks(pay, 2);
    assertThat(BatchRunTest.files(out())).containsAllEntriesOf(before);
    byte[] first = Files.readAllBytes(pay);
    var again = archive("--json");
    assertValid(again.out());
    assertThat(again.out()).contains("\"created\" : false");
    Files.delete(pay);
    archive();
    assertThat(Files.readAllBytes(pay)).isEqualTo(first);
    String sums = Files.readString(pay.resolveSibling(pay.getFileName() + ".sha256"));
    assertThat(sums).endsWith("  " + pay.getFileName() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tar.gz", "zip", "tar.zst"})
  void oneArchiveAMonthAndThenTheDumpsAreGone(String format) throws Exception {
    dump("pay", "2026-01-05T00:00:00Z");
    dump("web", "2026-01-06T00:00:00Z");
    dump("web", "2026-02-06T00:00:00Z");
    String kept = dump("web", "2026-03-06T00:00:00Z");
    String single = dump("pay", "2026-03-06T00:00:00Z");
    var packed =
        archive("--by", "month", "--keep-last", "1", "--format", format, "--yes", "--json");
    assertThat(packed.code()).as(packed.err()).isZero();
    assertValid(packed.out());
    Map<String, String> left = BatchRunTest.files(out());
    assertThat(left.keySet().stream().filter(name -> name.startsWith("archives/dumps_2026-0")))
        .hasSize(4)
        .noneMatch(name -> name.contains("2026-03"));
    assertThat(left.keySet().stream().filter(name -> name.endsWith(".manifest.json")))
        .containsExactly("pay/" + single + ".manifest.json", "web/" + kept + ".manifest.json");
    if (format.startsWith("tar") && !format.endsWith("zst")) {
      for (String name : left.keySet()) {
        if (name.endsWith(format)) {
          assertUnpacks(out().resolve(name), name.contains("2026-01") ? 2 : 1);
        }
      }
    }
  }

  @Test
  void whatDoesNotVerifyIsNeitherPackedNorDeleted() throws IOException {
    String broken = dump("pay", "2026-01-05T00:00:00Z");
    dump("pay", "2026-02-05T00:00:00Z");
    Files.writeString(out().resolve("pay").resolve(broken + ".md"), "changed");
    var packed = archive("--yes");
    assertThat(packed.code()).isEqualTo(3);
    assertThat(packed.err()).contains("keep pay/" + broken + ": does not verify");
    assertThat(out().resolve("pay").resolve(broken + ".md")).exists();
    assertThat(out().resolve("pay").resolve(broken + ".manifest.json")).exists();
  }

  @Test
  void nothingIsDeletedWhereAnArchiveCannotBeWritten() throws IOException {
    dump("pay", "2026-01-05T00:00:00Z");
    Path archive = archive().file(".tar.gz");
    Files.writeString(archive, "something else");
    Map<String, String> before = BatchRunTest.files(out());
    var refused = archive("--yes");
    assertThat(refused.code()).isEqualTo(20);
    assertThat(refused.err()).contains("is there with other content");
    assertThat(BatchRunTest.files(out())).isEqualTo(before);
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Files.delete(archive);
    Files.createSymbolicLink(archive, outside.resolve("target"));
    assertThat(archive("--yes").code()).isEqualTo(20);
    assertThat(outside.resolve("target")).doesNotExist();
  }

  @Test
  void aLinkAmongTheDumpsIsNotFollowed() throws IOException {
    dump("pay", "2026-01-05T00:00:00Z");
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Path archives = Files.createSymbolicLink(out().resolve("archives"), outside);
    var refused = archive("--yes");
    assertThat(refused.code()).isEqualTo(20);
    assertThat(refused.err()).contains("archives is a link");
    assertThat(BatchRunTest.files(outside)).isEmpty();
    Files.delete(archives);
    Files.writeString(archives, "a file");
    assertThat(archive().err()).contains("archives is there already");
    Files.delete(archives);
    Path named = Files.createSymbolicLink(dir.resolve("named"), outside);
    assertThat(archive("--out", named).code()).isZero();
  }

  @Test
  void nonsenseIsRefused() throws IOException {
    dump("pay", "2026-01-05T00:00:00Z");
    assertThat(archive("--format", "rar").code()).isEqualTo(2);
    assertThat(archive("--format", "zip", "--level", "12").code()).isEqualTo(2);
    assertThat(archive("--yes", "--dry-run").code()).isEqualTo(2);
  }
}

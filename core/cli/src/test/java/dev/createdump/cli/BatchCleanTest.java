package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.retention.CleanPlan;
import dev.createdump.engine.retention.CleanPlan.Fate;
import dev.createdump.engine.retention.CleanPlanner;
import dev.createdump.engine.retention.Cleaning;
import dev.createdump.engine.retention.KeepRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump batch clean`: what it deletes, and everything that it does not.
@Timeout(180)
class BatchCleanTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path dir;

  private Path out() {
    return dir.resolve("out");
  }

  /// One dump of a tree, so many hours after the first.
  private String dump(String place, int hours) throws IOException {
    Path tree = Files.createDirectories(dir.resolve("app"));
    Files.writeString(tree.resolve("a.txt"), "a\n");
    Instant time = FIRST.plus(Duration.ofHours(hours));
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", String.valueOf(time.getEpochSecond()))
            .run("single", tree, "--format", "md,json", "--out", out().resolve(place));
    assertThat(result.code()).isZero();
    String manifest = result.file(".manifest.json").getFileName().toString();
    return manifest.replace(".manifest.json", "");
  }

  private Invocation.Result clean(Object... words) {
    return Invocation.in().run("batch", "clean", out(), words);
  }

  private Map<String, String> files() {
    return BatchRunTest.files(out());
  }

  private static void assertValid(String json) throws IOException {
    String schema = Files.readString(Path.of("../../docs/reference/clean.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void keepsTheLastOfEachSeriesAndSaysSoFirst() throws IOException {
    String first = dump("a", 0);
    String second = dump("a", 1);
    String other = dump("b", 0);
    Map<String, String> before = files();
    var plan = clean("--keep-last", "1");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.lines()).containsExactly(out().resolve("a").resolve(first).toString());
    assertThat(plan.err())
        .contains("  delete a/" + first + "\n", "  keep a/" + second + ": one of the last 1\n")
        .contains("would be deleted; with --yes they are");
    assertThat(files()).isEqualTo(before);
    assertValid(clean("--keep-last", "1", "--json").out());
    var done = clean("--keep-last", "1", "--yes", "--json");
    assertThat(done.code()).isZero();
    assertValid(done.out());
    before.keySet().removeIf(name -> name.startsWith("a/" + first));
    assertThat(files()).isEqualTo(before).hasSize(8).containsKey("b/" + other + ".md");
    assertThat(clean("--keep-last", "1", "--yes").err()).contains("0 dumps, 0 bytes deleted");
  }

  @Test
  void keepsWhatIsYoungAndWhatRulesDoNotSpeakOf() throws IOException {
    dump("a", 0);
    Path tree = dir.resolve("app");
    var young = Invocation.in().run("single", tree, "--out", out().resolve("a"));
    assertThat(young.code()).isZero();
    var custom = Invocation.in().run("single", tree, "--out", out().resolve("a"), "--name", "mine");
    assertThat(custom.code()).isZero();
    assertThat(clean("--keep-within", "30d", "--prefix", "other", "--yes").lines()).isEmpty();
    assertThat(clean("--keep-within", "30d", "--yes").lines()).hasSize(1);
    assertThat(files()).hasSize(6);
    assertThat(clean("--keep-last", "2", "--keep-within", "1h").lines()).isEmpty();
  }

  @Test
  void whatIsNotKnownOrDoesNotVerifyStays() throws IOException {
    String changed = dump("a", 0);
    String missing = dump("a", 1);
    String extra = dump("a", 2);
    String linked = dump("a", 3);
    String renamed = dump("a", 4);
    dump("a", 9);
    Path place = out().resolve("a");
    Files.writeString(place.resolve(changed + ".md"), "changed");
    Files.delete(place.resolve(missing + ".json"));
    Files.writeString(place.resolve(extra + ".notes"), "mine");
    Path moved = Files.move(place.resolve(linked + ".md"), dir.resolve("moved.md"));
    Files.createSymbolicLink(place.resolve(linked + ".md"), moved);
    Files.move(place.resolve(renamed + ".manifest.json"), place.resolve("site.manifest.json"));
    Files.writeString(place.resolve("web.manifest.json"), "{\"name\": \"an app\"}");
    Files.writeString(place.resolve("README.md"), "mine");
    Map<String, String> before = files();
    var result = clean("--keep-last", "1", "--yes");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.lines()).isEmpty();
    assertThat(result.err())
        .contains("keep a/" + changed + ": does not verify: " + changed + ".md has ")
        .contains("keep a/" + linked + ": does not verify: " + linked + ".md is no regular file")
        .contains("keep a/web.manifest.json: does not verify");
    assertThat(files()).isEqualTo(before);
    assertThat(moved).exists();
  }

  /// Whoever can put a manifest there must not choose what is deleted.
  @Test
  void hostileManifestsDeleteNothing() throws IOException {
    String victim = dump("a", 0);
    dump("a", 1);
    Path precious = Files.writeString(dir.resolve("precious.txt"), "x\n");
    Path place = out().resolve("a");
    String manifest = Files.readString(place.resolve(victim + ".manifest.json"));
    String json = "\"name\" : \"" + victim + ".json\"";
    assertThat(manifest).contains(json);
    for (String name : List.of("../../precious.txt", precious.toString(), "..", victim)) {
      Files.writeString(
          place.resolve(victim + ".manifest.json"),
          manifest.replace(json, "\"name\" : \"" + name + "\""));
      assertThat(clean("--keep-last", "1", "--yes").code()).as(name).isEqualTo(3);
      assertThat(precious).exists();
    }
    Files.delete(place.resolve(victim + ".manifest.json"));
    Files.writeString(
        place.resolve(".evil.manifest.json.deleting"),
        manifest.replace(json, "\"name\" : \"../../precious.txt\""));
    assertThat(clean("--keep-last", "1", "--yes").code()).isEqualTo(3);
    assertThat(precious).exists();
    assertThat(place.resolve(victim + ".md")).exists();
  }

  @Test
  void noLinkLeadsOutOfTheDirectory() throws IOException {
    dump("", 5);
    dump("../elsewhere", 0);
    dump("../elsewhere", 1);
    Files.createSymbolicLink(out().resolve("link"), dir.resolve("elsewhere"));
    Files.createSymbolicLink(out().resolve("quarantine"), dir.resolve("elsewhere"));
    Path orphan = Files.writeString(out().resolve("app_all_create_dump_20250101_000000.md"), "x");
    Files.setLastModifiedTime(orphan, FileTime.from(FIRST));
    Map<String, String> before = BatchRunTest.files(dir.resolve("elsewhere"));
    var result = clean("--keep-last", "1", "--orphans", "--yes");
    assertThat(result.code()).isEqualTo(3);
    assertThat(BatchRunTest.files(dir.resolve("elsewhere"))).isEqualTo(before);
    assertThat(orphan).exists();
  }

  @Test
  void orphansGoToTheQuarantineOnlyWhenAskedForAndOld() throws IOException {
    dump("a", 5);
    Path place = out().resolve("a");
    Path old = Files.writeString(place.resolve("app_all_create_dump_20250101_000000.md"), "old");
    Path half =
        Files.writeString(place.resolve(".app_all_create_dump_20250101_000000.md.1f.tmp"), "h");
    Path index = Files.writeString(out().resolve("x_batch_20250101_000000.index.json"), "{}");
    Path mine = Files.writeString(place.resolve("notes_20250101.md"), "mine");
    Path young = Files.writeString(place.resolve("app_all_create_dump_20250102_000000.md"), "new");
    for (Path file : List.of(old, half, index, mine)) {
      Files.setLastModifiedTime(file, FileTime.from(FIRST));
    }
    assertThat(clean("--keep-last", "1", "--yes").err())
        .contains("keep a/" + old.getFileName() + ": belongs to no dump; --orphans takes it");
    assertThat(old).exists();
    clean("--orphans");
    assertThat(old).exists();
    assertThat(clean("--orphans", "--yes").code()).isZero();
    Path quarantine = out().resolve("quarantine");
    assertThat(quarantine.resolve("a").resolve(old.getFileName())).content().isEqualTo("old");
    assertThat(quarantine.resolve("a").resolve(half.getFileName())).exists();
    assertThat(quarantine.resolve(index.getFileName())).exists();
    assertThat(mine).exists();
    assertThat(young).exists();
    assertThat(old).doesNotExist();
    Files.writeString(old, "another");
    Files.setLastModifiedTime(old, FileTime.from(FIRST));
    clean("--orphans", "--yes");
    assertThat(quarantine.resolve("a").resolve(old.getFileName() + ".1"))
        .content()
        .isEqualTo("another");
    assertThat(quarantine.resolve("a").resolve(old.getFileName())).content().isEqualTo("old");
  }

  @Test
  void whatChangesBehindThePlanStays() throws Exception {
    String touched = dump("a", 0);
    String replaced = dump("a", 1);
    String gone = dump("a", 2);
    dump("a", 9);
    Path place = out().resolve("a");
    KeepRules rules = new KeepRules(1, null, "");
    CleanPlan plan = new CleanPlanner(out(), rules, false, RunClock.wall()).plan();
    Files.setLastModifiedTime(place.resolve(touched + ".md"), FileTime.from(FIRST));
    byte[] same = Files.readAllBytes(place.resolve(replaced + ".manifest.json"));
    Files.delete(place.resolve(replaced + ".manifest.json"));
    Files.write(place.resolve(replaced + ".manifest.json"), same);
    Files.delete(place.resolve(gone + ".json"));
    Map<String, String> before = files();
    CleanPlan done = new Cleaning(plan).run();
    assertThat(done.dumps())
        .extracting(CleanPlan.Dump::fate)
        .containsExactly(Fate.LEFT, Fate.LEFT, Fate.LEFT, Fate.KEEP);
    assertThat(files()).isEqualTo(before);
    CleanPlan again = new CleanPlanner(out(), rules, false, RunClock.wall()).plan();
    Path elsewhere = Files.move(place, dir.resolve("elsewhere"));
    Files.createSymbolicLink(place, elsewhere);
    Map<String, String> there = BatchRunTest.files(elsewhere);
    assertThat(new Cleaning(again).run().isIncomplete()).isTrue();
    assertThat(BatchRunTest.files(elsewhere)).isEqualTo(there);
  }

  @Test
  void aDeletionThatWasBrokenOffIsFinished() throws IOException {
    String name = dump("a", 0);
    dump("a", 1);
    Path place = out().resolve("a");
    Path journal = place.resolve("." + name + ".manifest.json.deleting");
    byte[] manifest = Files.readAllBytes(place.resolve(name + ".manifest.json"));
    Files.move(place.resolve(name + ".manifest.json"), journal);
    Files.delete(place.resolve(name + ".md"));
    assertThat(Invocation.in().run("evidence", "verify", place).code()).as("no half dump").isZero();
    assertThat(clean("--keep-last", "9").err()).contains("delete a/" + journal.getFileName());
    assertThat(clean("--keep-last", "9", "--yes").code()).isZero();
    assertThat(files()).hasSize(4);
    // One that was made again meanwhile is not touched, nor is what changed since.
    dump("a", 0);
    Files.write(journal, manifest);
    assertThat(clean("--keep-last", "9", "--yes").err()).contains("which is there again");
    assertThat(files()).hasSize(9);
    Files.delete(place.resolve(name + ".manifest.json"));
    Files.writeString(place.resolve(name + ".json"), "{}");
    clean("--keep-last", "9", "--yes");
    assertThat(files()).hasSize(5).containsKey("a/" + name + ".json");
  }

  /// Killed at any moment: what is there verifies, and the next run comes to the same end.
  @Test
  void aRunThatIsKilledLeavesWholeDumpsOnly() throws Exception {
    for (int i = 0; i < 40; i++) {
      dump("p" + i % 4, i);
    }
    SplittableRandom random = new SplittableRandom(20261121);
    for (int round = 0; round < 3; round++) {
      Path work = Files.createDirectories(dir.resolve("work" + round));
      ChildJvm child =
          new ChildJvm(work, "", "batch", "clean", out(), "--keep-last", 9 - 3 * round, "--yes");
      int before = count();
      Process process = child.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (process.isAlive() && count() == before && System.nanoTime() < deadline) {
        Thread.sleep(1);
      }
      Thread.sleep(Duration.ofNanos(random.nextInt(8_000_000)));
      process.destroyForcibly().waitFor();
      for (int p = 0; p < 4; p++) {
        var verified = Invocation.in().run("evidence", "verify", out().resolve("p" + p));
        assertThat(verified.code()).as(verified.out()).isZero();
      }
    }
    assertThat(clean("--keep-last", "3", "--yes").code()).isZero();
    assertThat(files()).hasSize(4 * 3 * 4);
  }

  /// Names alone, as files go away meanwhile.
  private int count() {
    int count = 0;
    for (int p = 0; p < 4; p++) {
      String[] names = out().resolve("p" + p).toFile().list();
      count += names == null ? 0 : names.length;
    }
    return count;
  }

  @Test
  void nonsenseIsRefused() throws IOException {
    dump("a", 0);
    assertThat(clean().code()).isEqualTo(2);
    assertThat(clean("--keep-last", "0").code()).isEqualTo(2);
    assertThat(clean("--keep-within", "soon").code()).isEqualTo(2);
    // What a script's empty variable makes of it must keep everything.
    assertThat(clean("--keep-within", "", "--yes").code()).isEqualTo(2);
    assertThat(clean("--keep-within=", "--yes").code()).isEqualTo(2);
    assertThat(clean("--keep-within", "0d", "--yes").code()).isEqualTo(2);
    assertThat(clean("--keep-last", "1", "--yes", "--dry-run").code()).isEqualTo(2);
    assertThat(Invocation.in().run("batch", "clean", dir.resolve("x"), "--keep-last", "1").code())
        .isEqualTo(23);
  }
}

package dev.createdump.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.evidence.Verdict.Status;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound dumps hold; every way to break one is named.
class VerifierTest {
  private static final Terms NONE = new Terms(Set.of(), Set.of());

  @TempDir Path temporary;
  private final SampleDump dump = SampleDump.create();
  private Path directory;

  @BeforeEach
  void write() throws IOException {
    directory = dump.writeTo(temporary.resolve("dump"));
  }

  private Verdict verify(Terms terms) throws Failure {
    return Evidence.verify(List.of(directory), terms).getFirst();
  }

  private void assertProblem(String code, String subject) throws Failure {
    Verdict verdict = verify(NONE);
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.problems())
        .as("%s", verdict.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.subject()).isEqualTo(subject);
              assertThat(problem.message()).isNotBlank();
            });
  }

  private Path file(String ending) {
    return directory.resolve(dump.file(ending));
  }

  private void manifest(UnaryOperator<String> change) throws IOException {
    String changed = change.apply(dump.manifestText());
    assertThat(changed).isNotEqualTo(dump.manifestText());
    Files.writeString(file(".manifest.json"), changed);
  }

  @Test
  void aSoundDumpHolds() throws Exception {
    Verdict verdict = verify(NONE);
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.name()).isEqualTo(dump.name());
    assertThat(verdict.dumpDigest()).isEqualTo(dump.dumpDigest());
    assertThat(verdict.checks())
        .filteredOn(check -> check.status() == Status.OK)
        .extracting(Verdict.Check::name)
        .containsExactly("manifest", "artifacts", "ledger");
  }

  @Test
  void artifactsAreThereWholeAndAsSealed() throws Exception {
    Files.writeString(file(".md"), "# Cound");
    assertProblem("artifact-digest", dump.file(".md"));
    Files.writeString(file(".md"), "# Counter");
    assertProblem("artifact-size", dump.file(".md"));
    Files.delete(file(".md"));
    assertProblem("artifact-missing", dump.file(".md"));
    Files.createDirectory(file(".md"));
    assertProblem("not-a-file", dump.file(".md"));
  }

  @Test
  void linksAreNotFollowedWhateverTheyLeadTo() throws Exception {
    Path elsewhere = temporary.resolve("elsewhere");
    Files.move(file(".md"), elsewhere);
    Files.createSymbolicLink(file(".md"), elsewhere);
    assertProblem("not-a-file", dump.file(".md"));
    Files.move(file(".manifest.json"), temporary.resolve("manifest"));
    Files.createSymbolicLink(file(".manifest.json"), temporary.resolve("manifest"));
    assertProblem("manifest-missing", dump.file(".manifest.json"));
  }

  @Test
  void checksumsAreThoseOfTheManifest() throws Exception {
    Files.writeString(file(".sha256"), "", java.nio.file.StandardOpenOption.TRUNCATE_EXISTING);
    assertProblem("checksums-mismatch", dump.file(".sha256"));
    Files.delete(file(".sha256"));
    assertProblem("checksums-missing", dump.file(".sha256"));
  }

  @Test
  void whatOnlyLooksLikeAPartOfTheDumpIsNamed() throws Exception {
    Files.writeString(file(".html"), "<p>");
    assertProblem("extra-file", dump.file(".html"));
    Files.delete(file(".html"));
    Files.writeString(directory.resolve("notes.txt"), "");
    assertThat(verify(NONE).holds()).isTrue();
    assertThat(verify(NONE).notes()).containsExactly("1 file beside it are no part of it");
  }

  @ParameterizedTest
  @CsvSource({
    "../evil.md, leads out of the dump's directory",
    "/etc/passwd, leads out of the dump's directory",
    "..\\\\\\\\evil.md, leads out of the dump's directory",
    "other.md, does not begin with",
    "\\u0000.md, holds characters",
  })
  void namesThatLeadElsewhereAreRefused(String name, String why) throws Exception {
    manifest(text -> text.replace("\"" + dump.file(".md") + "\"", "\"" + name + "\""));
    Verdict verdict = verify(NONE);
    assertThat(verdict.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code()).isEqualTo("name-unsafe");
              assertThat(problem.message()).contains(why);
            });
  }

  @Test
  void theDumpsOwnNameIsJudgedToo() throws Exception {
    manifest(text -> text.replace("\"name\" : \"" + dump.name(), "\"name\" : \"../" + dump.name()));
    assertProblem("name-unsafe", "../" + dump.name());
  }

  @Test
  void anArtifactIsNamedOnceAndIsNotTheManifest() throws Exception {
    manifest(
        text -> text.replace("\"" + dump.file(".patch") + "\"", "\"" + dump.file(".MD") + "\""));
    assertProblem("artifact-twice", dump.file(".MD"));
    manifest(
        text ->
            text.replace(
                "\"" + dump.file(".md") + "\"", "\"" + dump.file(".manifest.json") + "\""));
    assertProblem("name-unsafe", dump.file(".manifest.json"));
  }

  @Test
  void aManifestUnderAnotherNameIsNoticed() throws Exception {
    Files.move(file(".manifest.json"), directory.resolve("other.manifest.json"));
    assertProblem("manifest-renamed", "other.manifest.json");
  }

  @Test
  void theDigestCoversAllButTheRun() throws Exception {
    manifest(text -> text.replace("Release 2.1", "Release 2.2"));
    assertProblem("digest-mismatch", dump.file(".manifest.json"));
    manifest(text -> text.replace("\"7-1\"", "\"8-1\""));
    assertThat(verify(NONE).holds()).isTrue();
  }

  @Test
  void theLedgerComesToWhatTheManifestSays() throws Exception {
    manifest(text -> text.replace("\"files\" : 2,", "\"files\" : 3,"));
    assertProblem("ledger-counts", "files");
    manifest(text -> text.replace("\"included\" : 2,", "\"included\" : 1,"));
    assertProblem("ledger-counts", "state included");
    manifest(text -> text.replaceFirst("\"status\" : \"M\"", "\"status\" : \"A\""));
    assertProblem("ledger-counts", "status A");
    manifest(text -> text.replaceFirst("\"patchBytes\" : [0-9]+", "\"patchBytes\" : 1"));
    assertProblem("patch-length", dump.file(".patch"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "null",
        "{\"schema\":\"create-dump.manifest/v1\"}",
        "{\"schema\":\"create-dump.manifest/v2\",\"ledger\":[]}",
        "{\"ledger\":[{\"path\":\"a\",\"status\":\"Q\",\"state\":\"included\"}]}",
        "{\"ledger\":[1]}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1.5}",
        "{\"a\":99999999999999999999}",
        "{\"a\":\"\\ud800\"}",
        "\u0000\u0001\u0002",
      })
  void whatIsNoManifestIsSaidToBeNone(String text) throws Exception {
    Files.writeString(file(".manifest.json"), text);
    assertProblem("manifest-malformed", dump.file(".manifest.json"));
  }

  @Test
  void aMemberThatStandsTwiceIsRefused() throws Exception {
    manifest(text -> text.replaceFirst("\\{", "{\"dumpDigest\":\"" + "0".repeat(64) + "\","));
    assertProblem("manifest-malformed", dump.file(".manifest.json"));
  }

  @Test
  void whatStandsBehindTheEndIsRefused() throws Exception {
    manifest(text -> text + "{}");
    assertProblem("manifest-malformed", dump.file(".manifest.json"));
  }

  @Test
  void depthAndWidthAreBounded() throws Exception {
    manifest(text -> text.replaceFirst("\\{", "{\"x\":" + "[".repeat(100_000)));
    assertProblem("manifest-malformed", dump.file(".manifest.json"));
    manifest(text -> text.replaceFirst("\\{", "{\"x\":[" + "0,".repeat(200_000) + "0],"));
    assertProblem("manifest-malformed", dump.file(".manifest.json"));
    manifest(text -> text.replaceFirst("\\{", "{\"" + "x".repeat(100_000) + "\":0,"));
    assertProblem("manifest-malformed", dump.file(".manifest.json"));
  }

  @Test
  void whatIsRequiredAndMissingFails() throws Exception {
    Verdict verdict = verify(new Terms(Set.of(Requirement.CHAIN, Requirement.POLICY), Set.of()));
    assertThat(verdict.problems())
        .extracting(Verdict.Problem::code)
        .containsExactlyInAnyOrder("chain-missing", "policy-unknown");
    assertThat(
            verify(new Terms(Set.of(Requirement.NO_SECRETS, Requirement.COMPLETE_PATCH), Set.of()))
                .holds())
        .isTrue();
  }

  @Test
  void settingsAreComparedWhereSomeAreGiven() throws Exception {
    assertThat(verify(new Terms(Set.of(), Set.of("00".repeat(32)))).holds()).isTrue();
    assertThat(verify(new Terms(Set.of(), Set.of("11".repeat(32)))).problems())
        .extracting(Verdict.Problem::code)
        .containsExactly("policy-mismatch");
  }

  @Test
  void aDirectoryWithoutAManifestHoldsNoDump() throws Exception {
    Files.delete(file(".manifest.json"));
    assertThatThrownBy(() -> verify(NONE))
        .isInstanceOf(Failure.Corrupt.class)
        .hasMessageContaining("no manifest");
    directory = temporary.resolve("nowhere");
    assertThatThrownBy(() -> verify(NONE)).isInstanceOf(Failure.Missing.class);
  }

  @Test
  void oneOfSeveralDumpsInADirectoryCanBeNamed() throws Exception {
    Path other = directory.resolve("zz.manifest.json");
    Files.writeString(other, "{");
    assertThat(Evidence.verify(List.of(directory), NONE))
        .extracting(Verdict::holds)
        .containsExactly(true, false);
    assertThat(Evidence.verify(List.of(file(".manifest.json")), NONE))
        .extracting(Verdict::holds)
        .containsExactly(true);
  }

  private Verdict verifyStored(MemoryStore store, String prefix) throws Exception {
    Bucket bucket = new Bucket(store);
    try (BucketFiles files = new BucketFiles(bucket, prefix)) {
      return new Verifier(NONE).verify(files, dump.file(".manifest.json"), new BucketChain(bucket));
    }
  }

  @Test
  void storedDumpsAreVerifiedWhereTheyLie() throws Exception {
    MemoryStore store = new MemoryStore();
    new Bucket(store).publish(dump.sealed(), PutOptions.createOnly("x/y"));
    String prefix = KeyLayout.directory(dump.location());
    Verdict verdict = verifyStored(store, prefix);
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.checks())
        .filteredOn(check -> check.status() == Status.OK)
        .extracting(Verdict.Check::name)
        .containsExactly("manifest", "artifacts", "ledger", "place");

    store.put(
        KeyLayout.file(prefix, dump.file(".exe")),
        Payload.of("x".getBytes(StandardCharsets.UTF_8)),
        PutOptions.replace("x/y"));
    assertThat(verifyStored(store, prefix).problems())
        .extracting(Verdict.Problem::code)
        .containsExactly("extra-file");
  }

  @Test
  void aDumpThatWasCopiedToAnotherPlaceIsNoticed() throws Exception {
    MemoryStore store = new MemoryStore();
    String prefix = "v1/host=github.com/org=acme/repo=tool/dt=2026-05-28/pr=43/0123456789ab-7-1/";
    for (var file : dump.files().entrySet()) {
      store.put(
          KeyLayout.file(prefix, file.getKey()),
          Payload.of(file.getValue()),
          PutOptions.replace("x/y"));
    }
    assertThat(verifyStored(store, prefix).problems())
        .extracting(Verdict.Problem::code)
        .containsExactly("place-mismatch");
  }

  @Test
  void theReportIsAsItsSchemaSays() throws Exception {
    VerdictJson report = new VerdictJson();
    report.add(verify(NONE));
    Files.delete(file(".md"));
    Files.writeString(file(".exe"), "");
    report.add(verify(new Terms(Set.of(Requirement.values()), Set.of())));
    Files.writeString(file(".manifest.json"), "{");
    report.add(verify(NONE));
    report.badLine("v1/index/dt=2026-01-02/a.jsonl is no JSON");
    String schema = Files.readString(Path.of("../../docs/reference/verification.schema.json"));
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema, InputFormat.JSON)
            .validate(report.text(24), InputFormat.JSON);
    assertThat(errors).isEmpty();
  }
}

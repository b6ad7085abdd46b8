package dev.createdump.engine.render.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpFinding.Change;
import dev.createdump.engine.dump.HostileTexts;
import dev.createdump.engine.dump.Suppressed;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.redact.SafeTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What code scanning gets to read.
class SarifRendererTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String render(TestDumps dump) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SarifRenderer().render(dump.build(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode run(String sarif) throws IOException {
    return JSON.readTree(sarif).get("runs").get(0);
  }

  private static DumpFinding secret(Change change, String path, int line, String text) {
    return TestDumps.finding(DumpFinding.Kind.SECRET, change, 0, path, line, text);
  }

  @Test
  void isValidWhateverTheRepositorySays() throws IOException {
    for (int seed = 1; seed <= 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TestDumps dump = TestDumps.dump();
      for (int i = 0; i < 5; i++) {
        Change change = List.of(Change.values()).get(random.nextInt(Change.values().length));
        dump.finding(
            secret(
                change, HostileTexts.next(random), random.nextInt(3), HostileTexts.next(random)));
      }
      String sarif = render(dump);
      SarifSchema.assertValid(sarif);
      for (JsonNode result : run(sarif).get("results")) {
        String uri = result.at("/locations/0/physicalLocation/artifactLocation/uri").textValue();
        URI parsed = URI.create(uri);
        assertThat(parsed.isAbsolute() && !uri.startsWith("file:///")).as(uri).isFalse();
        assertThat(parsed.getRawAuthority()).as(uri).isNull();
      }
    }
  }

  @Test
  void tellsNewFromUnchangedAndKeepsResolvedOutOfTheResults() throws IOException {
    Suppressed.By by = Suppressed.By.COMMENT;
    DumpFinding silent = secret(Change.INTRODUCED, "d", 4, "x");
    String sarif =
        render(
            TestDumps.dump()
                .finding(secret(Change.PRESENT, "b c.txt", 2, "x"))
                .finding(secret(Change.INTRODUCED, "a:ü.txt", 1, "x"))
                .finding(secret(Change.RESOLVED, "c", 3, "x"))
                .suppressed(new Suppressed(silent, by, SafeTexts.text(""))));
    SarifSchema.assertValid(sarif);
    JsonNode run = run(sarif);
    assertThat(run.get("results").findValuesAsText("baselineState"))
        .containsExactly("new", "unchanged");
    assertThat(run.get("results").findValuesAsText("uri"))
        .containsExactly("a%3A%C3%BC.txt", "b%20c.txt");
    assertThat(run.at("/properties/resolved/0/uri").textValue()).isEqualTo("c");
    assertThat(run.at("/properties/suppressed/comment").intValue()).isEqualTo(1);
    assertThat(run.at("/tool/driver/rules/0/properties/security-severity").textValue())
        .isEqualTo("9.5");
  }

  @Test
  void fingerprintsStayWhenLinesMoveAndOtherSecretsComeBefore() throws IOException {
    String before =
        render(
            TestDumps.dump()
                .finding(secret(Change.PRESENT, "a", 2, "key = [REDACTED:github-token#1]"))
                .finding(secret(Change.PRESENT, "a", 9, "key = [REDACTED:github-token#2]"))
                .finding(secret(Change.PRESENT, "b", 9, "key = [REDACTED:github-token#2]")));
    String after =
        render(
            TestDumps.dump()
                .finding(secret(Change.PRESENT, "a", 70, "key = [REDACTED:github-token#4]"))
                .finding(secret(Change.PRESENT, "a", 90, "key = [REDACTED:github-token#5]"))
                .finding(secret(Change.PRESENT, "b", 1, "key = [REDACTED:github-token#5]")));
    Set<String> one = fingerprints(before);
    assertThat(one).hasSize(3).isEqualTo(fingerprints(after));
  }

  private static Set<String> fingerprints(String sarif) throws IOException {
    return new HashSet<>(run(sarif).get("results").findValuesAsText("primaryLocationLineHash"));
  }

  @Test
  void staysWithinTheLimitsOfCodeScanning() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    TestDumps dump = TestDumps.dump();
    for (int i = 0; i < 30_000; i++) {
      StringBuilder path = new StringBuilder();
      for (int j = 0; j < 1_500; j++) {
        path.append((char) ('!' + random.nextInt(90)));
      }
      dump.finding(secret(Change.INTRODUCED, path.toString(), i + 1, "x"));
    }
    String sarif = render(dump);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(sarif.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(packed.size()).isLessThan(10_000_000);
    JsonNode run = run(sarif);
    int results = run.get("results").size();
    assertThat(results).isBetween(1_000, 25_000);
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").textValue())
        .startsWith((30_000 - results) + " of 30000 results are left out");
  }

  @Test
  void noMoreResultsThanCodeScanningTakes() throws IOException {
    TestDumps dump = TestDumps.dump();
    for (int i = 0; i < 26_000; i++) {
      dump.finding(secret(Change.PRESENT, "a", i + 1, "x"));
    }
    dump.finding(secret(Change.INTRODUCED, "last", 1, "x"));
    JsonNode results = run(render(dump)).get("results");
    assertThat(results.size()).isBetween(5_000, 25_000);
    assertThat(results.get(0).get("baselineState").textValue()).isEqualTo("new");
  }
}

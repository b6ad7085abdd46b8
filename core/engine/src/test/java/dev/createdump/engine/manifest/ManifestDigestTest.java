package dev.createdump.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.HostileTexts;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import dev.createdump.engine.redact.SafeTexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The digest that a manifest states, computed again by others.
class ManifestDigestTest {
  /// All that an auditor needs. Python sorts by code points, which is the same order while no name
  /// of a member lies above U+FFFF.
  private static final String PYTHON =
      """
      import hashlib, json, sys
      manifest = json.load(open(sys.argv[1], encoding="utf-8"))
      stated = manifest.pop("dumpDigest")
      del manifest["run"]
      text = json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
      computed = hashlib.sha256(text.encode("utf-8")).hexdigest()
      print("same" if stated == computed else stated + " is not " + computed)
      """;

  @TempDir Path temporary;

  private static DumpHeader header(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TestDumps dump = TestDumps.dump().title(HostileTexts.next(random));
    for (int i = 0; i < 20; i++) {
      dump.file(TestFile.file(HostileTexts.next(random)).patch("@@ -1 +1 @@\n-a\n+b\n"));
      dump.note(HostileTexts.next(random));
    }
    return dump.build().header();
  }

  private static Sealed seal(DumpHeader header, String event) throws IOException {
    List<SealedFile> artifacts =
        List.of(new SealedFile("n.md", "text/markdown; charset=utf-8", 3, "ab".repeat(32)));
    Run run =
        new Run(
            Instant.ofEpochSecond(event.length()),
            "github",
            SafeTexts.text(event),
            SafeTexts.text("1"),
            SafeTexts.text(""));
    Manifest manifest = new Manifest(header, new PolicyRecord("00".repeat(32)), artifacts, run);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes, manifest.dumpDigest(), null);
    return new Sealed(bytes.toByteArray(), manifest.dumpDigest());
  }

  private record Sealed(byte[] bytes, String dumpDigest) {}

  @Test
  void theDigestIsThatOfTheDocumentAndNotOfTheRun() throws IOException {
    DumpHeader header = header(1);
    Sealed one = seal(header, "push");
    Sealed two = seal(header, "pull_request");
    assertThat(two.dumpDigest()).isEqualTo(one.dumpDigest());
    assertThat(two.bytes()).isNotEqualTo(one.bytes());
    assertThat(CanonicalJson.digest(new ByteArrayInputStream(one.bytes())))
        .isEqualTo(one.dumpDigest());
    assertThat(seal(header(2), "push").dumpDigest()).isNotEqualTo(one.dumpDigest());
  }

  @Test
  void aFewLinesOfPythonComeToTheSameDigest() throws Exception {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "python3")));
    assumeTrue(there, "python3 is missing; `apt-get install python3` brings it");
    for (int seed = 1; seed <= 5; seed++) {
      Path file = temporary.resolve("manifest.json");
      Files.write(file, seal(header(seed), "push").bytes());
      Process python =
          new ProcessBuilder("python3", "-c", PYTHON, file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).as("seed %d", seed).isEqualTo("same\n");
    }
  }
}

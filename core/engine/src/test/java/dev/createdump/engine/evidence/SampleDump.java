package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.bucket.Artifact;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.bucket.SealedDump;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import dev.createdump.engine.manifest.CanonicalJson;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.PolicyRecord;
import dev.createdump.engine.manifest.Run;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.redact.SafeTexts;
import dev.createdump.spi.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small sound dump, its files by name. Tests break it in one place.
final class SampleDump {
  private static final String PATCH = "diff --git a/a b/a\n@@ -1 +1 @@\n-a\n+b\n";

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String name;
  private final byte[] manifest;
  private final String dumpDigest;
  private final TestDumps dump;

  private SampleDump(String subject, String run) throws IOException {
    dump = TestDumps.dump().subject(subject);
    dump.file(TestFile.file("src/a").patch(PATCH));
    dump.file(TestFile.file("src/b").patch(PATCH));
    var header = dump.build().header();
    name = header.name();
    long patch = header.ledger().stream().mapToLong(entry -> entry.patchBytes()).sum();
    files.put(name + ".md", bytes("# " + subject));
    files.put(name + ".patch", bytes("x".repeat((int) patch)));
    List<SealedFile> sealed = new ArrayList<>();
    StringBuilder checksums = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String sha256 = Digests.sha256Hex(file.getValue());
      sealed.add(new SealedFile(file.getKey(), "text/plain", file.getValue().length, sha256));
      checksums.append(sha256).append("  ").append(file.getKey()).append('\n');
    }
    Run facts =
        new Run(
            Instant.ofEpochSecond(1_700_000_000),
            "github",
            SafeTexts.text("push"),
            SafeTexts.text(run),
            SafeTexts.text(""));
    Manifest made = new Manifest(header, new PolicyRecord("00".repeat(32)), sealed, facts);
    dumpDigest = made.dumpDigest();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    made.write(bytes, dumpDigest, null);
    manifest = bytes.toByteArray();
    files.put(name + ".sha256", bytes(checksums.toString()));
    files.put(name + ".manifest.json", manifest);
  }

  static SampleDump create() {
    return create("Count", "7-1");
  }

  static SampleDump create(String subject, String run) {
    try {
      return new SampleDump(subject, run);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  String file(String ending) {
    return name + ending;
  }

  String dumpDigest() {
    return dumpDigest;
  }

  String manifestText() {
    return new String(manifest, StandardCharsets.UTF_8);
  }

  Map<String, byte[]> files() {
    return files;
  }

  byte[] content(String ending) {
    return java.util.Objects.requireNonNull(files.get(file(ending)));
  }

  Path writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  KeyLayout.Location location() {
    var header = dump.build().header();
    return KeyLayout.location(
        header.repository().host().value(),
        header.repository().owner().value(),
        header.repository().name().value(),
        header.pullRequest() == null ? null : header.pullRequest().number(),
        header.head().id().hex(),
        header.head().committedAt(),
        "7-1");
  }

  SealedDump sealed() {
    List<Artifact> artifacts = new ArrayList<>();
    files.forEach(
        (file, content) -> {
          if (!file.endsWith(".manifest.json")) {
            artifacts.add(new Artifact(file, "text/plain", Payload.of(content)));
          }
        });
    return new SealedDump(
        location(),
        artifacts,
        new Artifact(file(".manifest.json"), "application/json", Payload.of(manifest)),
        Payload.of(bytes(indexLine() + "\n")),
        existing -> CanonicalJson.isDigestOf(dumpDigest(), existing));
  }

  /// The line of the index, written by hand.
  String indexLine() {
    KeyLayout.Location at = location();
    return """
    {"schema":"create-dump.index/v1","name":"%s","host":"%s","org":"%s","repo":"%s","dt":"%s",\
    "pr":%d,"base":"%s","mergeBase":"%s","head":"%s","files":2,"added":2,"deleted":2,\
    "secrets":0,"todos":0,"included":2,"prefix":"%s","manifest":"%s","dumpDigest":"%s",\
    "tool":"1.2.3"}\
    """
        .formatted(
            name,
            at.host(),
            at.org(),
            at.repo(),
            at.date(),
            at.pullRequestOrNull(),
            "1".repeat(40),
            "2".repeat(40),
            dump.build().header().head().id().hex(),
            KeyLayout.directory(at),
            file(".manifest.json"),
            dumpDigest());
  }
}

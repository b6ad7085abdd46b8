package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `create-dump single` into archives.
class SingleArchiveTest {
  private static final int LARGE = 5_000_000;

  @TempDir Path dir;

  private Path tree() {
    return dir.resolve("tree");
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = tree().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Invocation.Result single(String out, Object... words) {
    return Invocation.in().run("single", tree(), "--out", dir.resolve(out), "--name", "x", words);
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /// A limit of what documents show is none of an archive.
  @Test
  void filesOfAnySizeAreIn() throws Exception {
    write("a.txt", "small\n");
    write("b.bin", noise(LARGE));
    write("c.log", "line of text\n".repeat(400_000));
    var result = single("out", "--format", "zip,md", "--max-file-size", "1KiB");
    assertThat(result.code()).as(result.err()).isZero();
    try (ZipFile zip = new ZipFile(result.file("x.zip").toFile())) {
      assertThat(content(zip, "b.bin")).isEqualTo(noise(LARGE));
      assertThat(content(zip, "c.log")).hasSize(13 * 400_000);
    }
    assertThat(result.file(".manifest.json"))
        .content()
        .contains("\"name\" : \"x.zip\"")
        .contains("output.max_file_size = 1024; in the archive alone");
    assertThat(Invocation.in().run("evidence", "verify", dir.resolve("out")).code()).isZero();
  }

  @Test
  void secretsAreHiddenAlsoInLargeFiles() throws Exception {
    write("a.env", "KEY=" + Sample.SECRET + "\n");
    write("b.log", "x".repeat(79) + "\n");
    try (OutputStream out = Files.newOutputStream(tree().resolve("b.log"))) {
      for (int i = 0; i < 60_000; i++) {
        out.write(("line " + i + " ".repeat(60) + "\n").getBytes(StandardCharsets.UTF_8));
        if (i % 20_000 == 7) {
          out.write(("token " + Sample.SECRET + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    binary.writeBytes(new byte[] {1, 0, 2});
    binary.writeBytes(Sample.SECRET.getBytes(StandardCharsets.UTF_8));
    write("c.bin", binary.toByteArray());
    binary.writeBytes(noise(LARGE));
    write("d.bin", binary.toByteArray());
    write(Sample.SECRET + ".txt", "named\n");
    var result = single("out", "--format", "zip,tar");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readAllBytes(result.file("x.tar")))
        .satisfies(
            tar ->
                assertThat(new String(tar, StandardCharsets.ISO_8859_1))
                    .doesNotContain(Sample.SECRET));
    try (ZipFile zip = new ZipFile(result.file("x.zip").toFile())) {
      assertThat(new String(content(zip, "a.env"), StandardCharsets.UTF_8))
          .contains("KEY=[REDACTED:");
      String log = new String(content(zip, "b.log"), StandardCharsets.UTF_8);
      assertThat(log).doesNotContain(Sample.SECRET).contains("line 59999");
      assertThat(log.split("\\[REDACTED:", -1)).hasSize(4);
      assertThat(zip.getEntry("c.bin")).isNull();
      assertThat(zip.getEntry("d.bin")).isNull();
      assertThat(zip.stream().map(ZipEntry::getName)).anyMatch(name -> name.startsWith("[REDACT"));
    }
    assertThat(result.file(".manifest.json")).content().contains("therefore left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tar.gz", "tar.zst"})
  void theSameRevisionGivesTheSameBytes(String format) throws Exception {
    RepoBuilder repo = RepoBuilder.init(tree());
    repo.commit("main", "start", edits -> edits.file("a", "a\n").file("b/c", "c\n".repeat(9999)));
    byte[] first =
        Files.readAllBytes(single("1", "--format", format, "--rev", "main").file("x." + format));
    byte[] again =
        Files.readAllBytes(single("2", "--format", format, "--rev", "main").file("x." + format));
    assertThat(again).isEqualTo(first);
    repo.run("checkout", "-q", "main");
    byte[] onDisk = Files.readAllBytes(single("3", "--format", format).file("x." + format));
    assertThat(onDisk).isEqualTo(first);
  }

  @Test
  void volumesAreJoinedByCat() throws Exception {
    write("a.bin", noise(300_000));
    byte[] whole = Files.readAllBytes(single("1", "--format", "tar.gz").file("x.tar.gz"));
    var result = single("2", "--format", "tar.gz", "--split-size", "100KiB");
    assertThat(result.code()).as(result.err()).isZero();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (String name : List.of("x.tar.gz.001", "x.tar.gz.002", "x.tar.gz.003")) {
      joined.writeBytes(Files.readAllBytes(result.file(name)));
    }
    assertThat(joined.toByteArray()).isEqualTo(whole);
    assertThat(result.file(".sha256")).content().contains("  x.tar.gz.002\n");
    // Where all fits there is one file; volumes of an older dump of this name go.
    write("a.bin", noise(1000));
    assertThat(single("2", "--format", "tar.gz", "--split-size", "100KiB").code()).isZero();
    assertThat(dir.resolve("2/x.tar.gz")).exists();
    assertThat(dir.resolve("2/x.tar.gz.001")).doesNotExist();
    assertThat(dir.resolve("2/x.tar.gz.003")).doesNotExist();
  }

  @Test
  void whatIsAskedForMustMakeSense() throws IOException {
    write("a", "x\n");
    assertThat(single("out", "--format", "zip", "--level", "10").code()).isEqualTo(2);
    assertThat(single("out", "--format", "tar", "--level", "1").code()).isEqualTo(2);
    assertThat(single("out", "--level", "1").code()).isEqualTo(2);
    assertThat(single("out", "--split-size", "1MiB").code()).isEqualTo(2);
    assertThat(single("out", "--format", "zip", "--split-size", "1").code()).isEqualTo(2);
    assertThat(single("out", "--format", "zip", "--split-size", "big").code()).isEqualTo(2);
    assertThat(dir.resolve("out")).doesNotExist();
  }
}

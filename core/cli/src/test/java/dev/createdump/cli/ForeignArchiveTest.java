package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.archive.ArchiveEntry;
import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.archive.ArchiveWriter;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Archives of others, damaged ones, and such as an attacker would make.
class ForeignArchiveTest {
  @TempDir Path dir;

  private Invocation.Result rollback(Path archive, Object... more) {
    return Invocation.in().run("rollback", archive, "--to", dir.resolve("restored"), more);
  }

  private static Invocation.Result verify(Object... files) {
    return Invocation.in().run("archive", "verify", "--json", files);
  }

  private record Item(String name, ArchiveEntry.Kind kind, String content) {}

  private Path archive(ArchiveFormat format, Item... items) throws IOException, Failure {
    Path file = dir.resolve("evil." + format.suffix());
    try (OutputStream out = Files.newOutputStream(file);
        ArchiveWriter writer =
            ArchiveWriter.open(out, ArchiveWriter.Terms.of(format, format.usualLevel(), 0))) {
      for (Item item : items) {
        byte[] content = item.content.getBytes(StandardCharsets.UTF_8);
        byte[] name = item.name.getBytes(StandardCharsets.UTF_8);
        writer.add(new ArchiveEntry(name, item.kind, content.length), content);
      }
      writer.finish();
    }
    return file;
  }

  private void assertNothingLeft() throws IOException {
    assertThat(dir.resolve("restored")).doesNotExist();
    assertThat(dir.resolve("evil")).doesNotExist();
    try (var left = Files.list(dir)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "../evil, FILE, x",
    "a/../../evil, FILE, x",
    "/evil, EXECUTABLE, x",
    ".git/hooks/post-checkout, EXECUTABLE, x",
    "link, LINK, /etc/passwd",
    "a/link, LINK, ../../x",
    "a/../b, DIRECTORY, ''"
  })
  void pathsThatLeadElsewhereAreRefused(String name, ArchiveEntry.Kind kind, String content)
      throws Exception {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      Path file = archive(format, new Item(name, kind, content));
      var result = rollback(file);
      assertThat(result.code()).as(format + " " + name).isEqualTo(24);
      assertThat(result.err()).contains("must not be written");
      assertNothingLeft();
      assertThat(rollback(file, "--skip-unsafe").code()).isEqualTo(3);
      assertThat(dir.resolve("restored")).isEmptyDirectory();
      Files.delete(dir.resolve("restored"));
    }
  }

  /// Through a link that an earlier entry makes nothing is written, as links are made last.
  @ParameterizedTest
  @EnumSource
  void nothingIsWrittenThroughALink(ArchiveFormat format) throws Exception {
    Path file =
        archive(
            format,
            new Item("a", ArchiveEntry.Kind.LINK, "b"),
            new Item("a/evil", ArchiveEntry.Kind.FILE, "x"));
    assertThat(rollback(file).code()).isEqualTo(24);
    Path twice =
        archive(
            format,
            new Item("a", ArchiveEntry.Kind.FILE, "1"),
            new Item("a", ArchiveEntry.Kind.FILE, "2"));
    assertThat(rollback(twice).err()).contains("stands there twice");
    assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR_GZ", "TAR_ZST"})
  void bombsAreBounded(ArchiveFormat format) throws Exception {
    Path file = dir.resolve("bomb");
    byte[] zeros = new byte[1 << 20];
    int times = 300;
    try (OutputStream out = Files.newOutputStream(file);
        ArchiveWriter writer =
            ArchiveWriter.open(out, ArchiveWriter.Terms.of(format, format.usualLevel(), 0))) {
      byte[] name = "zeros".getBytes(StandardCharsets.UTF_8);
      writer.add(
          new ArchiveEntry(name, ArchiveEntry.Kind.FILE, (long) times * zeros.length),
          to -> {
            for (int i = 0; i < times; i++) {
              to.write(zeros);
            }
          });
      writer.finish();
    }
    var result = rollback(file, "--max-size", "100MiB");
    assertThat(result.code()).isEqualTo(24);
    assertThat(result.err()).contains("unpacks to more than 104857600 bytes");
    assertNothingLeft();
    assertThat(verify(file, "--max-size", "100MiB").code()).isEqualTo(24);
    assertThat(verify(file).code()).isZero();
  }

  private void sh(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", script)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private void tree(int length) throws Exception {
    sh(
        """
        N=$(seq LENGTH)
        mkdir -p tree/sub/empty "tree/$(printf "n%.0s" $N)/$(printf "o%.0s" $N)"
        echo one > tree/a.txt; echo two > tree/sub/run; chmod 755 tree/sub/run
        echo deep > "$(find tree -type d -name 'oo*')/deep.txt"
        ln -s a.txt tree/link; printf '%s' é > tree/sub/é
        head -c 3000000 /dev/zero > tree/zeros
        """
            .replace("LENGTH", Integer.toString(length)));
  }

  @ParameterizedTest
  @CsvSource({"ustar", "pax", "gnu"})
  void whatTarWritesIsRestored(String form) throws Exception {
    tree(form.equals("ustar") ? 80 : 130);
    sh("ln tree/a.txt tree/b.txt; tar --format=" + form + " -cf made.tar -C tree .");
    var result = rollback(dir.resolve("made.tar"));
    assertThat(result.code()).as(result.err()).isZero();
    sh("diff -r --no-dereference tree restored && test -x restored/sub/run");
    assertThat(verify(dir.resolve("made.tar")).code()).isZero();
  }

  @Test
  void devicesAndPipesAreRefused() throws Exception {
    sh("mkdir tree; mkfifo tree/pipe; echo x > tree/a; tar -czf made.tgz -C tree pipe a");
    var result = rollback(dir.resolve("made.tgz"));
    assertThat(result.code()).isEqualTo(24);
    assertThat(result.err()).contains("pipe is a device, a pipe");
    assertThat(rollback(dir.resolve("made.tgz"), "--skip-unsafe").code()).isEqualTo(3);
    assertThat(dir.resolve("restored/a")).hasContent("x\n");
  }

  /// Ours: in volumes, beside its manifest, and then damaged in each way.
  @ParameterizedTest
  @CsvSource({"zip", "tar", "tar.gz", "tar.zst"})
  void damageIsFound(String format) throws Exception {
    sh("mkdir tree; head -c 200000 /dev/urandom > tree/a; echo x > tree/b; echo y > tree/c");
    var made =
        Invocation.in()
            .run(
                "single",
                dir.resolve("tree"),
                "--format",
                format,
                "--split-size",
                "64KiB",
                "--out",
                dir.resolve("out"),
                "--name",
                "x");
    assertThat(made.code()).as(made.err()).isZero();
    Path first = dir.resolve("out/x." + format + ".001");
    Path whole = dir.resolve("out/x." + format);
    for (Path named : List.of(first, whole, dir.resolve("out/x." + format + ".003"))) {
      var sound = verify(named);
      assertThat(sound.code()).as(sound.err()).isZero();
      assertThat(sound.out()).contains("\"digests\" : 3").contains("\"manifest\" : true");
    }
    assertThat(rollback(whole).code()).isZero();
    sh("diff -r tree restored; rm -r restored");
    Path last = dir.resolve("out/x." + format + ".004");
    byte[] bytes = Files.readAllBytes(last);
    Files.delete(last);
    assertThat(verify(whole).out()).contains("x." + format + ".004 is missing");
    assertThat(rollback(whole).code()).isEqualTo(24);
    Files.write(last, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(verify(whole).code()).isEqualTo(24);
    Files.write(last, Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(verify(whole).code()).isEqualTo(24);
    // Without what lies beside it the archive itself tells.
    sh("rm out/x.manifest.json out/x.sha256");
    assertThat(verify(whole).out()).contains("\"whole\" : false");
    Files.write(last, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(verify(whole).out()).contains("\"whole\" : false");
    Files.write(last, bytes);
    assertThat(verify(whole).code()).isZero();
    assertThat(verify(dir.resolve("none.zip")).code()).isEqualTo(23);
    assertThat(verify(Files.writeString(dir.resolve("no.zip"), "none")).code()).isEqualTo(24);
    var listed = Invocation.in().run("archive", "list", whole);
    assertThat(listed.out()).contains("file              200000  a\n");
  }
}

package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.archive.ArchiveEntry;
import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.archive.ArchiveWriter;
import dev.createdump.engine.base.Failure;
import java.io.ByteArrayOutputStream;
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

/// No entry with content is passed over, and `archive verify` counts what `rollback` refuses.
class UnsafeEntriesTest {
  @TempDir Path dir;

  private Invocation.Result rollback(Path archive, String... more) {
    return Invocation.in().run("rollback", archive, "--to", dir.resolve("restored"), more);
  }

  private static String verify(Path archive) {
    return Invocation.in().run("archive", "verify", "--json", archive).out();
  }

  private record Item(String name, ArchiveEntry.Kind kind, String content) {}

  private Path archive(ArchiveFormat format, Item... items) throws IOException, Failure {
    Path file = dir.resolve("made." + format.suffix());
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

  private static byte[] tarEntry(String name, char type, String link, String content) {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    byte[] entry = new byte[512 + (data.length + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 100, "0000644\0");
    put(entry, 124, "%011o\0".formatted(data.length));
    put(entry, 148, "        ");
    put(entry, 156, String.valueOf(type));
    put(entry, 157, link);
    put(entry, 257, "ustar\00000");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += entry[i] & 0xFF;
    }
    put(entry, 148, "%06o\0 ".formatted(sum));
    System.arraycopy(data, 0, entry, 512, data.length);
    return entry;
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  private Path tar(byte[]... entries) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      whole.writeBytes(entry);
    }
    whole.writeBytes(new byte[1024]);
    return Files.write(dir.resolve("made.tar"), whole.toByteArray());
  }

  private void assertRefused(Path file, String named) throws IOException {
    var result = rollback(file);
    assertThat(result.code()).as(result.err()).isEqualTo(24);
    assertThat(result.err()).contains("must not be written: " + named + " ");
    assertThat(dir.resolve("restored")).doesNotExist();
    assertThat(verify(file)).contains("\"whole\" : true").contains("\"unsafePaths\" : 1");
    assertThat(Invocation.in().run("archive", "list", file).out()).contains("  " + named + "\n");
    var skipped = rollback(file, "--skip-unsafe", "--json");
    assertThat(skipped.code()).as(skipped.err()).isEqualTo(3);
    assertThat(skipped.out()).contains("\"" + named + "\"");
    assertThat(dir.resolve("restored/sound")).hasContent("x");
    try (var left = Files.list(dir.resolve("restored"))) {
      assertThat(left).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ZIP, '', ./",
    "ZIP, ./, ./",
    "ZIP, ., ./",
    "ZIP, d/, d",
    "TAR, '', ./",
    "TAR, ./, ./",
    "TAR, ., ./",
    "TAR, f/, f"
  })
  void contentWithoutAPlaceIsRefused(ArchiveFormat format, String name, String named)
      throws Exception {
    Item sound = new Item("sound", ArchiveEntry.Kind.FILE, "x");
    Item lost = new Item(name, ArchiveEntry.Kind.FILE, "some data");
    Path made =
        format == ArchiveFormat.ZIP
            ? archive(format, sound, lost)
            : tar(tarEntry("sound", '0', "", "x"), tarEntry(name, '0', "", "hi"));
    assertRefused(made, named);
  }

  @ParameterizedTest
  @EnumSource
  void theTopItselfIsNoEntry(ArchiveFormat format) throws Exception {
    Path file =
        archive(
            format,
            new Item("./", ArchiveEntry.Kind.DIRECTORY, ""),
            new Item("a", ArchiveEntry.Kind.FILE, "x"));
    assertThat(rollback(file).code()).isZero();
    assertThat(verify(file)).contains("\"unsafePaths\" : 0");
  }

  /// An empty value takes the record away, and the header counts.
  @Test
  void emptyExtendedRecordsGiveWayToTheHeader() throws Exception {
    Path file =
        tar(
            tarEntry("x", 'x', "", "8 path=\n8 size=\n"),
            tarEntry("f", '0', "", "hi"),
            tarEntry("x", 'x', "", "13 linkpath=\n"),
            tarEntry("l", '2', "f", ""));
    var result = rollback(file);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(dir.resolve("restored/f")).hasContent("hi");
    assertThat(Files.readSymbolicLink(dir.resolve("restored/l"))).hasToString("f");
  }

  @ParameterizedTest
  @CsvSource({"../../out", "/etc"})
  void verifyCountsLinksOutOfTheTree(String target) throws Exception {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      Path file = archive(format, new Item("a/link", ArchiveEntry.Kind.LINK, target));
      assertThat(rollback(file).code()).isEqualTo(24);
      assertThat(verify(file)).contains("\"unsafePaths\" : 1");
    }
  }

  @ParameterizedTest
  @CsvSource({"a, A", "\u00e9, e\u0301", "a, aux.txt"})
  void verifyCountsWhatOtherSystemsCannotHold(String first, String second) throws Exception {
    Path file =
        archive(
            ArchiveFormat.ZIP,
            new Item(first, ArchiveEntry.Kind.FILE, "1"),
            new Item(second, ArchiveEntry.Kind.FILE, "2"));
    assertThat(rollback(file).code()).isEqualTo(24);
    assertThat(verify(file)).contains("\"unsafePaths\" : 1");
  }

  @Test
  void verifyCountsHardLinksAsRollbackDoes() throws Exception {
    byte[] first = tarEntry("a", '0', "", "x");
    Path sound = tar(first, tarEntry("b", '1', "a", ""));
    assertThat(verify(sound)).contains("\"unsafePaths\" : 0").contains("\"entries\" : 2");
    assertThat(rollback(sound).code()).isZero();
    assertThat(dir.resolve("restored/b")).hasContent("x");
    assertThat(verify(tar(tarEntry("b", '1', "a", ""), first))).contains("\"unsafePaths\" : 1");
  }

  @Test
  void aLostVolumeIsNamed() throws Exception {
    byte[] whole = Files.readAllBytes(tar(tarEntry("a", '0', "", "x".repeat(4000))));
    for (int i = 0; i < 4; i++) {
      byte[] part = Arrays.copyOfRange(whole, i * 1500, Math.min(whole.length, (i + 1) * 1500));
      Files.write(dir.resolve("v.tar.00" + (i + 1)), part);
    }
    Path named = dir.resolve("v.tar");
    assertThat(verify(named)).contains("\"whole\" : true").contains("\"volumes\" : 4");
    Files.delete(dir.resolve("v.tar.003"));
    String lost = "v.tar.003 is missing, v.tar.004 is there";
    assertThat(verify(named)).contains(lost);
    for (Path each : List.of(named, dir.resolve("v.tar.001"), dir.resolve("v.tar.004"))) {
      var result = rollback(each);
      assertThat(result.code()).isEqualTo(24);
      assertThat(result.err()).contains(lost);
    }
  }
}

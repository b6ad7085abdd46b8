package dev.createdump.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Archives beyond what the formats' first editions could count: more entries than 16 bits, files
/// and offsets above 4 GiB.
///
/// Those above 4 GiB take a minute, and run with
/// `./verify -pl core/engine -am -Dtest=HugeArchiveTest -Dtest.excludedGroups=
/// -Dsurefire.failIfNoSpecifiedTests=false`.
class HugeArchiveTest {
  private static final long HUGE = (4L << 30) + 5;
  private static final byte[] ZEROS = new byte[1 << 20];

  @TempDir Path dir;

  @Test
  void moreEntriesThanSixteenBits() throws Exception {
    int count = 70_000;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 24);
    ArchiveWriter.Terms terms = new ArchiveWriter.Terms(ArchiveFormat.ZIP, 6, Sample.TIME, 2);
    try (ArchiveWriter writer = ArchiveWriter.open(bytes, terms)) {
      for (int i = 0; i < count; i++) {
        byte[] name = String.format("d/%06d", i).getBytes(StandardCharsets.UTF_8);
        writer.add(new ArchiveEntry(name, ArchiveEntry.Kind.FILE, 1), new byte[] {(byte) i});
      }
      writer.finish();
    }
    Path file = Files.write(dir.resolve("many.zip"), bytes.toByteArray());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(count);
    }
    int found = 0;
    try (Volumes volumes = Volumes.open(List.of(file));
        ArchiveReader reader = ArchiveReader.open(volumes)) {
      for (StoredEntry entry = reader.next(); entry != null; entry = reader.next()) {
        assertThat(reader.content().readAllBytes()).containsExactly(found++);
      }
    }
    assertThat(found).isEqualTo(count);
  }

  /// Level 0 stores, so that what stands behind the huge file begins above 4 GiB too.
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"ZIP,0", "ZIP,1", "TAR,0", "TAR_GZ,1", "TAR_ZST,1"})
  void aFileAboveFourGibibytes(ArchiveFormat format, int level) throws Exception {
    Path file = dir.resolve("huge");
    try (OutputStream out = new Holes(file);
        ArchiveWriter writer =
            ArchiveWriter.open(out, new ArchiveWriter.Terms(format, level, Sample.TIME, 2))) {
      writer.add(entry("huge", HUGE), HugeArchiveTest::huge);
      writer.add(entry("small", 3), "abc".getBytes(StandardCharsets.US_ASCII));
      writer.finish();
    }
    try (Volumes volumes = Volumes.open(List.of(file));
        ArchiveReader reader = ArchiveReader.open(volumes)) {
      assertHuge(reader);
      StoredEntry small = reader.next();
      assertThat(small).isNotNull();
      assertThat(reader.content().readAllBytes()).asString().isEqualTo("abc");
      assertThat(reader.next()).isNull();
    }
    if (format == ArchiveFormat.ZIP) {
      assertOthersReadIt(file);
    }
  }

  private static ArchiveEntry entry(String name, long size) {
    return new ArchiveEntry(name.getBytes(StandardCharsets.UTF_8), ArchiveEntry.Kind.FILE, size);
  }

  /// Zeros, and five bytes behind them.
  private static void huge(OutputStream out) throws IOException, Failure {
    for (long left = HUGE - 5; left > 0; left -= ZEROS.length) {
      out.write(ZEROS);
    }
    out.write("12345".getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertHuge(ArchiveReader reader) throws IOException {
    StoredEntry huge = reader.next();
    assertThat(huge).isNotNull();
    assertThat(huge.size()).isEqualTo(HUGE);
    byte[] chunk = new byte[1 << 20];
    try (InputStream in = reader.content()) {
      for (long left = HUGE - 5; left > 0; left -= chunk.length) {
        assertThat(in.readNBytes(chunk, 0, chunk.length)).isEqualTo(chunk.length);
        assertThat(Arrays.equals(chunk, ZEROS)).isTrue();
      }
      assertThat(in.readAllBytes()).asString().isEqualTo("12345");
    }
  }

  private static void assertOthersReadIt(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry huge = zip.getEntry("huge");
      assertThat(huge.getSize()).isEqualTo(HUGE);
      try (InputStream in = zip.getInputStream(zip.getEntry("small"))) {
        assertThat(in.readAllBytes()).asString().isEqualTo("abc");
      }
    }
  }

  /// A file in which zeros take no room.
  private static final class Holes extends OutputStream {
    private final FileChannel channel;
    private final byte[] block = new byte[1 << 16];
    private int filled;
    private long position;

    Holes(Path file) throws IOException {
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (int done = 0; done < length; ) {
        int some = Math.min(length - done, block.length - filled);
        System.arraycopy(bytes, from + done, block, filled, some);
        filled += some;
        done += some;
        if (filled == block.length) {
          put();
        }
      }
    }

    private void put() throws IOException {
      for (int at = 0; at < filled; at += 4096) {
        int end = Math.min(filled, at + 4096);
        if (!Arrays.equals(block, at, end, ZEROS, 0, end - at)) {
          channel.write(ByteBuffer.wrap(block, at, end - at), position + at);
        }
      }
      position += filled;
      filled = 0;
    }

    @Override
    public void close() throws IOException {
      put();
      if (channel.size() < position) {
        channel.write(ByteBuffer.wrap(new byte[1]), position - 1);
      }
      channel.close();
    }
  }
}

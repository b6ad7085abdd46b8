package dev.createdump.engine.archive;

import dev.createdump.engine.base.BulkInputStream;
import dev.createdump.engine.base.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The content of an entry of a zip archive. It is never longer than the directory says, and ends
/// only where size and checksum are right.
final class ZipContent extends BulkInputStream {
  private static final int LOCAL = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final ZipDirectory.Item item;
  private final InputStream packed;
  private final @Nullable Inflater inflater;
  private final CRC32 check = new CRC32();
  private final byte[] buffer;
  private long size;
  private boolean ended;

  private ZipContent(ZipDirectory.Item item, InputStream packed) {
    this.item = item;
    this.packed = packed;
    this.inflater = item.method() == DEFLATED ? new Inflater(true) : null;
    this.buffer = new byte[inflater == null ? 0 : Math.clamp(item.packed(), 1, 1 << 16)];
  }

  /// Opens the content behind its local header, which must agree with the directory.
  static ZipContent open(Volumes volumes, ZipDirectory.Item item) throws IOException {
    if (item.method() != STORED && item.method() != DEFLATED) {
      throw new MalformedException(
          "holds a file that is compressed by method " + item.method() + ", which is not read");
    }
    int expected = (int) Math.min(LOCAL + item.stored().length, item.directory() - item.offset());
    byte[] local = volumes.exactly(item.offset(), expected);
    boolean same =
        expected == LOCAL + item.stored().length
            && ZipDirectory.int32(local, 0) == ZipRecords.LOCAL
            && ZipDirectory.int16(local, 8) == item.method()
            && ZipDirectory.int16(local, 26) == item.stored().length
            && Arrays.equals(local, LOCAL, expected, item.stored(), 0, item.stored().length);
    if (!same || !agrees(local, item)) {
      throw new MalformedException("says one thing in its directory and another before a file");
    }
    long start = item.offset() + expected + ZipDirectory.int16(local, 28);
    if (start + item.packed() > item.directory()) {
      throw new MalformedException("has an entry that lies outside of it");
    }
    return new ZipContent(item, volumes.stream(start, start + item.packed()));
  }

  /// Sizes stand before the content, behind it, or in an extra field.
  private static boolean agrees(byte[] local, ZipDirectory.Item item) {
    if ((ZipDirectory.int16(local, 6) & ZipRecords.SIZES_BEHIND) != 0) {
      return true;
    }
    long packed = ZipDirectory.int32(local, 18);
    long size = ZipDirectory.int32(local, 22);
    return ZipDirectory.int32(local, 14) == item.check()
        && (packed == ZipRecords.ALL_32 || packed == item.packed())
        && (size == ZipRecords.ALL_32 || size == item.entry().size());
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (ended || count == 0) {
      return count == 0 ? 0 : -1;
    }
    int read =
        inflater == null ? packed.read(into, from, count) : inflate(inflater, into, from, count);
    if (read < 0) {
      end();
      return -1;
    }
    check.update(into, from, read);
    size += read;
    if (size > item.entry().size()) {
      throw new MalformedException("holds a file that is larger than its directory says");
    }
    return read;
  }

  private int inflate(Inflater from, byte[] into, int at, int count) throws IOException {
    try {
      while (true) {
        int made = from.inflate(into, at, count);
        if (made > 0) {
          return made;
        }
        if (from.finished()) {
          return -1;
        }
        int more = from.needsInput() ? packed.read(buffer, 0, buffer.length) : -1;
        if (more < 0) {
          throw new MalformedException("holds a file that breaks off");
        }
        from.setInput(buffer, 0, more);
      }
    } catch (DataFormatException e) {
      throw new MalformedException("holds a file that cannot be unpacked: " + e.getMessage());
    }
  }

  private void end() throws IOException {
    ended = true;
    boolean rest = inflater != null && (inflater.getRemaining() > 0 || packed.read() >= 0);
    if (rest || size != item.entry().size() || check.getValue() != item.check()) {
      throw new MalformedException("holds a file with other content than its checksum says");
    }
  }

  void finish() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    close();
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}

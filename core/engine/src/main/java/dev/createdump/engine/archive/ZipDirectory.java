package dev.createdump.engine.archive;

import dev.createdump.engine.base.MalformedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The central directory of a zip archive, read entry by entry.
final class ZipDirectory {
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ENCRYPTED = 1;

  private final Volumes volumes;
  private final Extent extent;
  private InputStream in;
  private long left;

  /// Where the directory lies.
  record Extent(long offset, long size, long entries) {}

  /// One entry.
  ///
  /// @param offset of its local header
  /// @param stored its name as it is stored
  record Item(
      StoredEntry entry,
      byte[] stored,
      int flags,
      int method,
      long check,
      long packed,
      long offset,
      long directory) {}

  private ZipDirectory(Volumes volumes, Extent extent) {
    this.volumes = volumes;
    this.extent = extent;
    this.in = stream();
    this.left = extent.entries;
  }

  private InputStream stream() {
    return new BufferedInputStream(
        volumes.stream(extent.offset, extent.offset + extent.size), 1 << 16);
  }

  /// Finds the directory, and makes sure that it is whole and that no two entries share a byte.
  static ZipDirectory read(Volumes volumes) throws IOException {
    ZipDirectory directory = new ZipDirectory(volumes, extent(volumes));
    directory.requireApart();
    directory.in = directory.stream();
    directory.left = directory.extent.entries;
    return directory;
  }

  private static Extent extent(Volumes volumes) throws IOException {
    int tail = (int) Math.min(volumes.length(), END_BYTES + LONGEST_COMMENT);
    long base = volumes.length() - tail;
    byte[] bytes = volumes.exactly(base, tail);
    for (int i = tail - END_BYTES; i >= 0; i--) {
      if (int32(bytes, i) == ZipRecords.END && i + END_BYTES + int16(bytes, i + 20) == tail) {
        return extent(volumes, base + i, Arrays.copyOfRange(bytes, i, i + END_BYTES));
      }
    }
    throw new MalformedException(
        "breaks off, or goes on behind its end: no end of a zip archive is there");
  }

  private static Extent extent(Volumes volumes, long at, byte[] end) throws IOException {
    Extent found = new Extent(int32(end, 16), int32(end, 12), int16(end, 10));
    int disk = int16(end, 4);
    int entriesHere = int16(end, 8);
    long stop = at;
    if (at >= 20) {
      byte[] locator = volumes.exactly(at - 20, 20);
      if (int32(locator, 0) == ZipRecords.LOCATOR_64) {
        stop = int64(locator, 8);
        byte[] large = stop < at - 56 + 1 ? volumes.exactly(stop, 56) : new byte[56];
        if (int32(large, 0) != ZipRecords.END_64) {
          throw new MalformedException("has a damaged end");
        }
        found = new Extent(int64(large, 48), int64(large, 40), int64(large, 32));
        disk = (int) int32(large, 16);
        entriesHere = (int) Math.min(found.entries, ZipRecords.ALL_16);
      }
    }
    if (disk != 0 || entriesHere != Math.min(found.entries, ZipRecords.ALL_16)) {
      throw new MalformedException("is one disk of several; `zip -s 0` joins them");
    }
    if (found.offset < 0 || found.size < 0 || found.offset + found.size != stop) {
      throw new MalformedException("has bytes that belong to nothing, or a damaged end");
    }
    if (found.entries > found.size / 46) {
      throw new MalformedException("says that it has more entries than there are");
    }
    return found;
  }

  /// Entries that share bytes are how a small archive becomes a large one.
  private void requireApart() throws IOException {
    long[] starts = new long[(int) Math.min(extent.entries, 1 << 16)];
    long[] ends = new long[starts.length];
    int count = 0;
    boolean sorted = true;
    for (Item item = next(); item != null; item = next()) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      starts[count] = item.offset;
      // Header, name and content at least.
      ends[count] = item.offset + 30 + item.stored.length + item.packed;
      sorted &= count == 0 || starts[count] >= ends[count - 1];
      count++;
      if (item.offset < 0 || item.packed < 0 || ends[count - 1] > extent.offset) {
        throw new MalformedException("has an entry that lies outside of it");
      }
    }
    if (!sorted) {
      starts = Arrays.copyOf(starts, count);
      ends = Arrays.copyOf(ends, count);
      Arrays.sort(starts);
      Arrays.sort(ends);
      for (int i = 1; i < count; i++) {
        if (starts[i] < ends[i - 1]) {
          throw new MalformedException("has entries that share bytes, as bombs have");
        }
      }
    }
  }

  /// The next entry; null where there is none.
  @Nullable Item next() throws IOException {
    if (left == 0) {
      if (in.read() >= 0) {
        throw new MalformedException("has bytes that belong to nothing behind its directory");
      }
      return null;
    }
    left--;
    byte[] fixed = exactly(46);
    if (int32(fixed, 0) != ZipRecords.CENTRAL) {
      throw new MalformedException("has a damaged directory");
    }
    byte[] name = exactly(int16(fixed, 28));
    byte[] extra = exactly(int16(fixed, 30));
    exactly(int16(fixed, 32));
    int flags = int16(fixed, 8);
    if ((flags & ENCRYPTED) != 0) {
      throw new MalformedException("is encrypted, which is not read");
    }
    ZipExtra more = ZipExtra.of(extra, name, int32(fixed, 24), int32(fixed, 20), int32(fixed, 42));
    byte[] path = more.name() == null ? name : more.name();
    boolean unix = int16(fixed, 4) >> 8 == 3;
    int mode = unix ? (int) (int32(fixed, 38) >>> 16) : 0;
    StoredEntry entry =
        new StoredEntry(
            StoredEntry.plain(path),
            kind(mode, path),
            (mode & 0100) != 0,
            more.size(),
            new byte[0]);
    int method = int16(fixed, 10);
    return new Item(
        entry, name, flags, method, int32(fixed, 16), more.packed(), more.offset(), extent.offset);
  }

  private static StoredEntry.Kind kind(int mode, byte[] name) {
    boolean directory = name.length > 0 && name[name.length - 1] == '/';
    return switch (mode >> 12) {
      case 0, 8 -> directory ? StoredEntry.Kind.DIRECTORY : StoredEntry.Kind.FILE;
      case 4 -> StoredEntry.Kind.DIRECTORY;
      case 10 -> StoredEntry.Kind.LINK;
      default -> StoredEntry.Kind.SPECIAL;
    };
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new MalformedException("has a directory that breaks off");
    }
    return bytes;
  }

  static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  static long int32(byte[] bytes, int at) {
    return int16(bytes, at) | (long) int16(bytes, at + 2) << 16;
  }

  static long int64(byte[] bytes, int at) {
    return int32(bytes, at) | int32(bytes, at + 4) << 32;
  }
}

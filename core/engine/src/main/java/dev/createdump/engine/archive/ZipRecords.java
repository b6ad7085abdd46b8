package dev.createdump.engine.archive;

import dev.createdump.engine.base.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// What stands in a zip archive beside content (PKWARE, APPNOTE.TXT 6.3.10), with the time in UTC
/// (Info-ZIP's extra field `UT`) and the mode of Unix. The central directory grows in memory, about
/// a hundred bytes an entry.
final class ZipRecords {
  static final int LOCAL = 0x04034b50;
  static final int CENTRAL = 0x02014b50;
  static final int END = 0x06054b50;
  static final int END_64 = 0x06064b50;
  static final int LOCATOR_64 = 0x07064b50;
  static final int DESCRIPTOR = 0x08074b50;
  static final long ALL_32 = 0xFFFFFFFFL;
  static final int ALL_16 = 0xFFFF;
  static final int UTF_8 = 1 << 11;
  static final int SIZES_BEHIND = 1 << 3;

  /// The header of the extra field with large numbers.
  static final int EXTRA_64 = 1;

  private static final int EXTRA_TIME = 0x5455;
  private static final int TIME_BYTES = 9;
  private static final int VERSION = 20;
  private static final int VERSION_64 = 45;
  private static final int DIRECTORY = 0x10;

  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(2107, 12, 31, 23, 59, 58);

  private final int dosTime;
  private final int dosDate;
  private final long time;
  private final Bytes central = new Bytes(1 << 16);
  private long entries;

  /// What is known of content once it was compressed.
  ///
  /// @param deflated whether it is
  /// @param check its CRC-32
  /// @param packed its size in the archive
  /// @param size its size
  /// @param length of everything of the entry before the next one
  /// @param behind whether sizes stand behind the content
  /// @param large whether sizes there have 64 bits
  record Sums(
      boolean deflated,
      long check,
      long packed,
      long size,
      long length,
      boolean behind,
      boolean large) {
    Sums(boolean deflated, long check, long packed, long size, long length, boolean large) {
      this(deflated, check, packed, size, length, false, large);
    }

    Sums with(long whole) {
      return new Sums(deflated, check, packed, size, whole, behind, large);
    }

    Sums streamed() {
      return new Sums(deflated, check, packed, size, length, true, large);
    }
  }

  /// @param time of every entry, in seconds since 1970
  ZipRecords(long time) {
    this.time = time;
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
    LocalDateTime dos = utc.isBefore(FIRST) ? FIRST : utc.isAfter(LAST) ? LAST : utc;
    dosDate = (dos.getYear() - 1980) << 9 | dos.getMonthValue() << 5 | dos.getDayOfMonth();
    dosTime = dos.getHour() << 11 | dos.getMinute() << 5 | dos.getSecond() / 2;
  }

  /// Whether content may become larger than numbers of 32 bits say, also where it does not shrink.
  static boolean needs64(long size) {
    return size >= 0xF000_0000L;
  }

  private static byte[] name(ArchiveEntry entry) {
    byte[] name = entry.name();
    if (entry.kind() != ArchiveEntry.Kind.DIRECTORY) {
      return name;
    }
    byte[] directory = Arrays.copyOf(name, name.length + 1);
    directory[name.length] = '/';
    return directory;
  }

  private static int flags(byte[] name, Sums sums) {
    // ASCII too, so that readers need not guess.
    return (Utf8.isValid(name) ? UTF_8 : 0) | (sums.behind ? SIZES_BEHIND : 0);
  }

  void writeLocal(ArchiveEntry entry, Sums sums, Bytes to) {
    byte[] name = name(entry);
    boolean timed = hasTime();
    int extra = (timed ? TIME_BYTES : 0) + (sums.large ? 20 : 0);
    to.int32(LOCAL).int16(sums.large ? VERSION_64 : VERSION).int16(flags(name, sums));
    to.int16(sums.deflated ? 8 : 0).int16(dosTime).int16(dosDate);
    to.int32(sums.check);
    to.int32(sums.large ? ALL_32 : sums.packed).int32(sums.large ? ALL_32 : sums.size);
    to.int16(name.length).int16(extra).bytes(name);
    if (sums.large) {
      to.int16(EXTRA_64).int16(16).int64(0).int64(0);
    }
    time(to, timed);
  }

  /// The field has 32 bits with a sign.
  private boolean hasTime() {
    return time >= 0 && time <= Integer.MAX_VALUE;
  }

  private void time(Bytes to, boolean timed) {
    if (timed) {
      to.int16(EXTRA_TIME).int16(5).bytes(new byte[] {1}).int32(time);
    }
  }

  static Bytes descriptor(long check, long packed, long size, boolean large) {
    Bytes record = new Bytes(24).int32(DESCRIPTOR).int32(check);
    return large ? record.int64(packed).int64(size) : record.int32(packed).int32(size);
  }

  /// Remembers an entry for the end of the archive.
  void addCentral(ArchiveEntry entry, Sums sums, long offset) {
    byte[] name = name(entry);
    boolean far = offset >= ALL_32;
    boolean wide = sums.size >= ALL_32 || sums.packed >= ALL_32;
    int numbers = (wide ? 16 : 0) + (far ? 8 : 0);
    boolean timed = hasTime();
    int extra = (timed ? TIME_BYTES : 0) + (numbers > 0 ? numbers + 4 : 0);
    int version = numbers > 0 || sums.large ? VERSION_64 : VERSION;
    central.int32(CENTRAL).int16(3 << 8 | version).int16(version);
    central.int16(flags(name, sums)).int16(sums.deflated ? 8 : 0).int16(dosTime).int16(dosDate);
    central.int32(sums.check);
    central.int32(wide ? ALL_32 : sums.packed).int32(wide ? ALL_32 : sums.size);
    central.int16(name.length).int16(extra).int16(0).int16(0).int16(0);
    boolean directory = entry.kind() == ArchiveEntry.Kind.DIRECTORY;
    central.int32((long) entry.kind().mode() << 16 | (directory ? DIRECTORY : 0));
    central.int32(far ? ALL_32 : offset).bytes(name);
    if (numbers > 0) {
      central.int16(EXTRA_64).int16(numbers);
      if (wide) {
        central.int64(sums.size).int64(sums.packed);
      }
      if (far) {
        central.int64(offset);
      }
    }
    time(central, timed);
    entries++;
  }

  /// Writes the central directory and what ends the archive.
  void writeEnd(long offset, OutputStream out) throws IOException {
    central.writeTo(out);
    Bytes end = new Bytes(128);
    if (entries >= ALL_16 || offset >= ALL_32) {
      end.int32(END_64).int64(44).int16(3 << 8 | VERSION_64).int16(VERSION_64);
      end.int32(0).int32(0).int64(entries).int64(entries).int64(central.size()).int64(offset);
      end.int32(LOCATOR_64).int32(0).int64(offset + central.size()).int32(1);
    }
    int few = (int) Math.min(entries, ALL_16);
    end.int32(END).int16(0).int16(0).int16(few).int16(few);
    end.int32(central.size()).int32(Math.min(offset, ALL_32)).int16(0);
    end.writeTo(out);
  }
}

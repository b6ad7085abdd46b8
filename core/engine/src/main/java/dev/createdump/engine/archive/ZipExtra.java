package dev.createdump.engine.archive;

import dev.createdump.engine.base.MalformedException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What an entry's extra fields say of its numbers and its name.
///
/// @param name in UTF-8, where a field (Info-ZIP's `up`) has another than the directory; else null
record ZipExtra(long size, long packed, long offset, byte @Nullable [] name) {
  private static final int UNICODE_PATH = 0x7075;

  /// @param stored the name in the directory
  static ZipExtra of(byte[] extra, byte[] stored, long size, long packed, long offset)
      throws MalformedException {
    long[] numbers = {size, packed, offset};
    byte[] name = null;
    int at = 0;
    while (at + 4 <= extra.length) {
      int id = ZipDirectory.int16(extra, at);
      int count = ZipDirectory.int16(extra, at + 2);
      int from = at + 4;
      at = from + count;
      if (at > extra.length) {
        throw new MalformedException("has a damaged extra field");
      }
      if (id == ZipRecords.EXTRA_64) {
        large(extra, from, at, numbers);
      } else if (id == UNICODE_PATH) {
        name = unicode(extra, from, at, stored);
      }
    }
    return new ZipExtra(numbers[0], numbers[1], numbers[2], name);
  }

  /// In place of each number that does not fit, in this order.
  private static void large(byte[] extra, int from, int to, long[] numbers)
      throws MalformedException {
    int at = from;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == ZipRecords.ALL_32) {
        if (at + 8 > to) {
          throw new MalformedException("has a damaged extra field");
        }
        numbers[i] = ZipDirectory.int64(extra, at);
        at += 8;
        if (numbers[i] < 0) {
          throw new MalformedException("has a size below zero");
        }
      }
    }
  }

  private static byte @Nullable [] unicode(byte[] extra, int from, int to, byte[] stored) {
    CRC32 check = new CRC32();
    check.update(stored);
    boolean valid =
        to - from > 5
            && extra[from] == 1
            && ZipDirectory.int32(extra, from + 1) == check.getValue();
    return valid ? Arrays.copyOfRange(extra, from + 5, to) : null;
  }
}

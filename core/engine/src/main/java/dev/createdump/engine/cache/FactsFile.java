package dev.createdump.engine.cache;

import dev.createdump.engine.source.Mark;
import dev.createdump.engine.source.TreeEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of facts: a mark of the format, the digest of all that they depend on, how many entries
/// there are, the entries in the order of their paths, and a checksum over all of it. An entry is
/// its length, that of the path, the path, the mark and the facts.
final class FactsFile {
  private static final byte[] FORMAT = "cdfacts1".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST = 32;
  private static final int HEAD = FORMAT.length + DIGEST + 4;

  private FactsFile() {}

  static byte[] entry(byte[] path, Mark mark, Facts facts) {
    byte[] words = facts.words();
    int length = 8 + path.length + Mark.BYTES + Facts.length(words);
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putInt(length).putInt(path.length).put(path);
    mark.writeTo(out);
    facts.writeTo(out, words);
    return out.array();
  }

  /// @param offsets where an entry that is kept stands in the older file; negative for none
  /// @param fresh the entries that are new, in the places of the others
  static byte[] write(byte[] depends, byte[] older, int[] offsets, byte[] @Nullable [] fresh) {
    int count = 0;
    int length = HEAD + 4;
    for (int i = 0; i < offsets.length; i++) {
      int size = size(older, offsets[i], fresh[i]);
      count += size > 0 ? 1 : 0;
      length = Math.addExact(length, size);
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(FORMAT).put(depends).putInt(count);
    for (int i = 0; i < offsets.length; i++) {
      byte[] entry = fresh[i];
      if (entry != null) {
        out.put(entry);
      } else if (offsets[i] >= 0) {
        out.put(older, offsets[i], size(older, offsets[i], null));
      }
    }
    out.putInt(sum(out.array(), length - 4));
    return out.array();
  }

  private static int size(byte[] older, int offset, byte @Nullable [] fresh) {
    return fresh != null ? fresh.length : offset < 0 ? 0 : ByteBuffer.wrap(older).getInt(offset);
  }

  /// Where in a file the entries of some paths stand; negative for those that have none.
  ///
  /// @param entries in the order of their paths
  /// @return nowhere for all where the file is damaged or of something else
  static int[] offsets(byte[] file, byte[] depends, List<TreeEntry> entries) {
    int[] offsets = new int[entries.size()];
    Arrays.fill(offsets, -1);
    if (!isWhole(file, depends)) {
      return offsets;
    }
    try {
      match(file, entries, offsets);
    } catch (RuntimeException e) {
      // Whoever wrote this knew how checksums are made; it is as good as nothing.
      Arrays.fill(offsets, -1);
    }
    return offsets;
  }

  private static boolean isWhole(byte[] file, byte[] depends) {
    return file.length >= HEAD + 4
        && Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length)
        && Arrays.equals(file, FORMAT.length, FORMAT.length + DIGEST, depends, 0, DIGEST)
        && ByteBuffer.wrap(file).getInt(file.length - 4) == sum(file, file.length - 4);
  }

  private static void match(byte[] file, List<TreeEntry> entries, int[] offsets) {
    ByteBuffer in = ByteBuffer.wrap(file, 0, file.length - 4);
    int left = in.getInt(FORMAT.length + DIGEST);
    int at = HEAD;
    int index = 0;
    while (left > 0 && index < offsets.length) {
      int length = in.getInt(at);
      int path = in.getInt(at + 4);
      if (path < 0 || length < 8 + path + Mark.BYTES || length > in.limit() - at) {
        throw new IndexOutOfBoundsException(at);
      }
      int order = entries.get(index).path().compareTo(file, at + 8, at + 8 + path);
      if (order == 0) {
        offsets[index] = at;
      }
      if (order <= 0) {
        index++;
      }
      if (order >= 0) {
        at += length;
        left--;
      }
    }
  }

  /// Where the mark of an entry stands.
  static int mark(byte[] file, int offset) {
    return offset + 8 + ByteBuffer.wrap(file).getInt(offset + 4);
  }

  /// @throws RuntimeException where the bytes are none
  static Facts facts(byte[] file, int offset) {
    int end = offset + ByteBuffer.wrap(file).getInt(offset);
    int start = mark(file, offset) + Mark.BYTES;
    return Facts.read(ByteBuffer.wrap(file, start, end - start));
  }

  private static int sum(byte[] file, int length) {
    CRC32C sum = new CRC32C();
    sum.update(file, 0, length);
    return (int) sum.getValue();
  }
}

package dev.createdump.engine.archive;

import dev.createdump.engine.base.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes an entry of the headers of a tar archive that belong together.
final class TarNames {
  /// No system has names of this length.
  static final int LONGEST = 1 << 20;

  private byte @Nullable [] path;
  private byte @Nullable [] link;
  private long size;
  private boolean sparse;

  void clear() {
    path = null;
    link = null;
    size = -1;
    sparse = false;
  }

  /// What an extended header of POSIX.1-2001 says: records of `LENGTH KEY=VALUE` and a line feed.
  void pax(byte[] records) throws MalformedException {
    int at = 0;
    while (at < records.length) {
      int start = at;
      int length = 0;
      while (at < records.length && records[at] >= '0' && records[at] <= '9' && length < LONGEST) {
        length = length * 10 + records[at++] - '0';
      }
      int end = start + length;
      if (at >= records.length || records[at] != ' ' || end > records.length || end <= at + 1) {
        throw new MalformedException("has an extended header that cannot be read");
      }
      int equals = at + 1;
      while (equals < end && records[equals] != '=') {
        equals++;
      }
      if (equals == end || records[end - 1] != '\n') {
        throw new MalformedException("has an extended header that cannot be read");
      }
      String key = new String(records, at + 1, equals - at - 1, StandardCharsets.ISO_8859_1);
      keep(key, Arrays.copyOfRange(records, equals + 1, end - 1));
      at = end;
    }
  }

  /// An empty value takes the record away, so that the header itself counts again (POSIX.1-2001,
  /// pax Extended Header).
  private void keep(String key, byte[] value) throws MalformedException {
    boolean none = value.length == 0;
    switch (key) {
      case "path" -> path = none ? null : value;
      case "linkpath" -> link = none ? null : value;
      case "size" -> size = none ? -1 : decimal(value);
      default -> sparse |= key.startsWith("GNU.sparse.");
    }
  }

  private static long decimal(byte[] digits) throws MalformedException {
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9' || number > Long.MAX_VALUE / 10 - 1) {
        throw new MalformedException("has a size that is no number");
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  void longName(byte[] text) {
    path = untilZero(text, 0, text.length);
  }

  void longLink(byte[] text) {
    link = untilZero(text, 0, text.length);
  }

  private static byte[] untilZero(byte[] bytes, int from, int count) {
    int to = from;
    while (to < from + count && bytes[to] != 0) {
      to++;
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// The entry of a header and of what stood before it.
  StoredEntry entry(byte[] block) throws MalformedException {
    byte[] name = path == null ? name(block) : path;
    byte[] target = link == null ? untilZero(block, 157, 100) : link;
    long bytes = size < 0 ? number(block, 124, 12) : size;
    if (bytes < 0) {
      throw new MalformedException("has a file of a size below zero");
    }
    boolean directory = name.length > 0 && name[name.length - 1] == '/';
    StoredEntry.Kind kind =
        switch ((char) (block[156] & 0xFF)) {
          case '0', '\0', '7' ->
              sparse
                  ? StoredEntry.Kind.SPECIAL
                  : directory ? StoredEntry.Kind.DIRECTORY : StoredEntry.Kind.FILE;
          case '1' -> StoredEntry.Kind.HARD_LINK;
          case '2' -> StoredEntry.Kind.LINK;
          case '5' -> StoredEntry.Kind.DIRECTORY;
          case 'S' -> throw new MalformedException("holds a sparse file, which is not read");
          default -> StoredEntry.Kind.SPECIAL;
        };
    boolean isLink = kind == StoredEntry.Kind.LINK || kind == StoredEntry.Kind.HARD_LINK;
    boolean executable = (number(block, 100, 8) & 0100) != 0;
    byte[] to =
        switch (kind) {
          case LINK -> target;
          case HARD_LINK -> StoredEntry.plain(target);
          default -> new byte[0];
        };
    // What has this type has no content, whatever size old programs reserve for a directory.
    long held = isLink ? to.length : block[156] == '5' ? 0 : bytes;
    return new StoredEntry(StoredEntry.plain(name), kind, executable, held, to);
  }

  private static byte[] name(byte[] block) {
    byte[] name = untilZero(block, 0, 100);
    boolean posix = Arrays.equals(block, 257, 263, new byte[] {'u', 's', 't', 'a', 'r', 0}, 0, 6);
    byte[] prefix = posix ? untilZero(block, 345, 155) : new byte[0];
    if (prefix.length == 0) {
      return name;
    }
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  /// A number in octal digits, or, where the first bit is set, in binary (GNU tar).
  static long number(byte[] block, int from, int count) throws MalformedException {
    if ((block[from] & 0x80) != 0) {
      return binary(block, from, count);
    }
    long number = 0;
    int at = from;
    while (at < from + count && block[at] == ' ') {
      at++;
    }
    for (; at < from + count && block[at] != 0 && block[at] != ' '; at++) {
      if (block[at] < '0' || block[at] > '7') {
        throw new MalformedException("has a damaged header: a number is none");
      }
      number = number << 3 | (block[at] - '0');
    }
    return number;
  }

  private static long binary(byte[] block, int from, int count) throws MalformedException {
    long number = block[from] & 0x3F;
    for (int i = from + 1; i < from + count; i++) {
      if (number > Long.MAX_VALUE >> 8) {
        throw new MalformedException("has a number that is too large");
      }
      number = number << 8 | (block[i] & 0xFF);
    }
    if ((block[from] & 0x40) != 0) {
      throw new MalformedException("has a number below zero");
    }
    return number;
  }
}

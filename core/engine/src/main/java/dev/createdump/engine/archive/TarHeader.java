package dev.createdump.engine.archive;

import dev.createdump.engine.base.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Headers of tar archives: of root, at one time, with no rights but those that git knows.
final class TarHeader {
  static final byte[] NO_LINK = {};

  private static final int BLOCK = TarWriter.BLOCK;
  private static final int NAME = 100;
  private static final int PREFIX = 155;
  private static final int LINK_AT = 157;
  private static final int PREFIX_AT = 345;
  private static final int SUM_AT = 148;

  /// The largest number of eleven octal digits.
  private static final long LARGEST = (1L << 33) - 1;

  private final long time;

  /// @param time in seconds since 1970
  TarHeader(long time) {
    this.time = Math.clamp(time, 0, LARGEST);
  }

  /// Writes all headers of an entry.
  ///
  /// @param link the target of a link
  void write(ArchiveEntry entry, byte[] link, OutputStream out) throws IOException {
    byte[] name = entry.name();
    if (entry.kind() == ArchiveEntry.Kind.DIRECTORY) {
      name = Arrays.copyOf(name, name.length + 1);
      name[name.length - 1] = '/';
    }
    int cut = cut(name);
    long size = link.length > 0 ? 0 : entry.size();
    byte[] extended = extended(cut < 0 ? name : NO_LINK, link.length > NAME ? link : NO_LINK, size);
    if (extended.length > 0) {
      byte[] pax = block("PaxHeaders".getBytes(StandardCharsets.US_ASCII), 0, 'x', 0644);
      number(pax, 124, 11, extended.length);
      out.write(signed(pax));
      out.write(Arrays.copyOf(extended, (extended.length + BLOCK - 1) / BLOCK * BLOCK));
    }
    byte[] header = block(name, cut, type(entry.kind()), entry.kind().mode() & 0777);
    System.arraycopy(link, 0, header, LINK_AT, Math.min(link.length, NAME));
    number(header, 124, 11, size > LARGEST ? 0 : size);
    out.write(signed(header));
  }

  private static char type(ArchiveEntry.Kind kind) {
    return switch (kind) {
      case FILE, EXECUTABLE -> '0';
      case LINK -> '2';
      case DIRECTORY -> '5';
    };
  }

  /// Where the name is parted into prefix and rest: 0 where it fits whole, -1 where it does not.
  private static int cut(byte[] name) {
    if (name.length <= NAME) {
      return 0;
    }
    for (int i = Math.min(PREFIX, name.length - 2); i >= name.length - NAME - 1 && i > 0; i--) {
      if (name[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  private byte[] block(byte[] name, int cut, char type, int mode) {
    byte[] header = new byte[BLOCK];
    if (cut > 0) {
      System.arraycopy(name, 0, header, PREFIX_AT, cut);
      System.arraycopy(name, cut + 1, header, 0, name.length - cut - 1);
    } else {
      System.arraycopy(name, 0, header, 0, Math.min(name.length, NAME));
    }
    number(header, 100, 7, mode);
    number(header, 108, 7, 0);
    number(header, 116, 7, 0);
    number(header, 136, 11, time);
    header[156] = (byte) type;
    text(header, 257, "ustar\00000");
    text(header, 265, "root");
    text(header, 297, "root");
    number(header, 329, 7, 0);
    number(header, 337, 7, 0);
    return header;
  }

  private static byte[] signed(byte[] header) {
    Arrays.fill(header, SUM_AT, SUM_AT + 8, (byte) ' ');
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xFF;
    }
    number(header, SUM_AT, 6, sum);
    header[SUM_AT + 6] = 0;
    return header;
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static void number(byte[] header, int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      header[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }

  /// The content of an extended header; empty where none is needed.
  private static byte[] extended(byte[] name, byte[] link, long size) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (!Utf8.isValid(name) || !Utf8.isValid(link)) {
      record(records, "hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII));
    }
    if (name.length > 0) {
      record(records, "path", name);
    }
    if (link.length > 0) {
      record(records, "linkpath", link);
    }
    if (size > LARGEST) {
      record(records, "size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    }
    return records.toByteArray();
  }

  /// `LENGTH KEY=VALUE` and a line feed, where the length counts itself.
  private static void record(ByteArrayOutputStream out, String key, byte[] value) {
    int rest = key.length() + value.length + 3;
    int length = rest + digits(rest);
    if (digits(length) > digits(rest)) {
      length++;
    }
    out.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(value);
    out.write('\n');
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}

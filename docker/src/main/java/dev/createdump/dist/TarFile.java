package dev.createdump.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// Writes a tar archive in the format `ustar` of POSIX.1-1988: of root, at one time, and with no
/// rights but "may be run".
final class TarFile {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SUM_AT = 148;

  private final OutputStream out;
  private final Instant time;

  TarFile(OutputStream out, Instant time) {
    this.out = out;
    this.time = time;
  }

  /// Adds a file, a directory or a link.
  ///
  /// @param name its path in the archive
  void add(String name, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      header(name, '2', 0777, 0, Files.readSymbolicLink(file).toString());
    } else if (Files.isDirectory(file)) {
      header(name + "/", '5', 0755, 0, "");
    } else {
      long size = Files.size(file);
      header(name, '0', Files.isExecutable(file) ? 0755 : 0644, size, "");
      Files.copy(file, out);
      out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }
  }

  /// Two empty blocks.
  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  private void header(String name, char type, int mode, long size, String link) throws IOException {
    if (name.length() > NAME || link.length() > NAME) {
      throw new IOException("too long for the archive: " + name);
    }
    byte[] header = new byte[BLOCK];
    text(header, 0, name);
    number(header, 100, 7, mode);
    number(header, 108, 7, 0);
    number(header, 116, 7, 0);
    number(header, 124, 11, size);
    number(header, 136, 11, time.getEpochSecond());
    Arrays.fill(header, SUM_AT, SUM_AT + 8, (byte) ' ');
    header[156] = (byte) type;
    text(header, 157, link);
    text(header, 257, "ustar\00000");
    text(header, 265, "root");
    text(header, 297, "root");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    number(header, SUM_AT, 6, sum);
    header[SUM_AT + 6] = 0;
    out.write(header);
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static void number(byte[] header, int at, int digits, long value) {
    String octal = Long.toOctalString(value);
    text(header, at, "0".repeat(digits - octal.length()) + octal);
  }
}

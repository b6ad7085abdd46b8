package dev.createdump.engine.restore;

import dev.createdump.engine.base.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines as bytes, without their line feeds.
final class LineReader {
  /// A dump shows files of 16 MiB at most, and no escape takes more than four times its character.
  private static final int LONGEST = 80 << 20;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int end;
  private byte[] line = new byte[1 << 10];
  private int length;

  LineReader(InputStream in) {
    this.in = in;
  }

  /// Goes on to the next line.
  ///
  /// @return whether there is one
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (true) {
      if (at == end && !fill()) {
        return any;
      }
      any = true;
      int feed = at;
      while (feed < end && chunk[feed] != '\n') {
        feed++;
      }
      append(feed);
      if (feed < end) {
        at = feed + 1;
        return true;
      }
      at = feed;
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  private void append(int to) throws IOException {
    int more = to - at;
    if (length + more > LONGEST) {
      throw new MalformedException("has a line that no dump has");
    }
    if (line.length < length + more) {
      line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
    }
    System.arraycopy(chunk, at, line, length, more);
    length += more;
  }

  int length() {
    return length;
  }

  boolean startsWith(String ascii) {
    return length >= ascii.length() && matches(ascii);
  }

  boolean is(String ascii) {
    return length == ascii.length() && matches(ascii);
  }

  private boolean matches(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (line[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  /// Writes the line and a line feed.
  void copyTo(OutputStream out) throws IOException {
    out.write(line, 0, length);
    out.write('\n');
  }
}

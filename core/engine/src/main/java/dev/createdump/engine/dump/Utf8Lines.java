package dev.createdump.engine.dump;

import dev.createdump.engine.base.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Makes text UTF-8 line by line: a change that converts a file from Latin-1 to UTF-8 holds lines
/// of both, and each is to be read right.
final class Utf8Lines {
  private Utf8Lines() {}

  /// The text itself where all of it is UTF-8, else a copy in which the other lines are decoded.
  static byte[] from(byte[] text, Charset legacy) {
    if (Utf8.isValid(text)) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + text.length / 8);
    int start = 0;
    while (start < text.length) {
      int end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      int stop = Math.min(end + 1, text.length);
      if (Utf8.isValid(text, start, stop)) {
        out.write(text, start, stop - start);
      } else {
        out.writeBytes(
            new String(text, start, stop - start, legacy).getBytes(StandardCharsets.UTF_8));
      }
      start = stop;
    }
    return out.toByteArray();
  }
}

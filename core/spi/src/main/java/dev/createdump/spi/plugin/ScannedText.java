package dev.createdump.spi.plugin;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A text that is looked at.
///
/// @param path the file it is of, parted by `/`; empty for text around the files
/// @param bytes its bytes, which belong to the scanner
public record ScannedText(String path, byte[] bytes) {
  /// Read as ISO-8859-1, so that a place in the text is the same place in the bytes: what regular
  /// expressions are best asked of.
  public String latin1() {
    return text(StandardCharsets.ISO_8859_1);
  }

  /// Read in an encoding.
  public String text(Charset charset) {
    return new String(bytes, charset);
  }

  /// A place given by its line and column.
  ///
  /// @param rule which of the scanner's rules
  /// @param line from 1
  /// @param column in bytes, from 1
  /// @param length in bytes
  /// @throws IllegalArgumentException where the text has no such line
  public FoundSpan at(String rule, int line, int column, int length) {
    int start = 0;
    for (int at = 1; at < line; at++) {
      while (start < bytes.length && bytes[start] != '\n') {
        start++;
      }
      if (start++ >= bytes.length) {
        throw new IllegalArgumentException("the text has no line " + line);
      }
    }
    return new FoundSpan(rule, start + column - 1, start + column - 1 + length);
  }
}

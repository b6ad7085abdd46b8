package dev.createdump.engine.source;

/// Paths in patch headers, quoted as core.quotePath in git-config(1) describes.
final class QuotedPath {
  private QuotedPath() {}

  /// The path behind a prefix, one character for each byte; in quotes where a byte asks for it.
  static String of(String prefix, RepoPath path) {
    StringBuilder text = new StringBuilder(prefix);
    boolean quotes = false;
    for (byte b : path.bytes()) {
      int before = text.length();
      append(text, b & 0xFF);
      quotes |= text.length() > before + 1;
    }
    return quotes ? '"' + text.toString() + '"' : text.toString();
  }

  private static void append(StringBuilder text, int b) {
    int letter = b >= 7 && b <= 13 ? "abtnvfr".charAt(b - 7) : 0;
    if (letter != 0) {
      text.append('\\').append((char) letter);
    } else if (b == '"' || b == '\\') {
      text.append('\\').append((char) b);
    } else if (b < 0x20 || b >= 0x7F) {
      text.append('\\').append((char) ('0' + (b >> 6)));
      text.append((char) ('0' + ((b >> 3) & 7))).append((char) ('0' + (b & 7)));
    } else {
      text.append((char) b);
    }
  }
}

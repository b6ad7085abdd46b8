package dev.createdump.engine.source;

import java.io.IOException;

/// Cuts a patch into its `diff --git` sections while it passes.
///
/// A line of a hunk starts with a space, `+`, `-` or a backslash, and a line of a binary patch has
/// no space in it, so that a line that starts with `diff --git ` begins a section wherever it
/// stands.
final class SectionSplitter {
  private static final byte[] MARK =
      "diff --git ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final Sections sections;
  private long position;

  /// How many bytes of the mark the current line has matched so far; -1 where the line cannot match
  /// any more.
  private int matched;

  SectionSplitter(Sections sections) {
    this.sections = sections;
  }

  /// Takes where each section starts.
  interface Sections {
    void startsAt(long position) throws IOException;
  }

  /// Looks at the next piece of the patch.
  void accept(byte[] buffer, int offset, int length) throws IOException {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (matched < 0) {
        i = skipLine(buffer, i, end);
      } else {
        match(buffer[i], position + (i - offset));
        i++;
      }
    }
    position += length;
  }

  private void match(byte b, long at) throws IOException {
    if (b == MARK[matched]) {
      matched++;
      if (matched == MARK.length) {
        sections.startsAt(at - MARK.length + 1);
        matched = -1;
      }
    } else {
      matched = b == '\n' ? 0 : -1;
    }
  }

  /// Goes to the first byte behind the next line feed.
  private int skipLine(byte[] buffer, int from, int end) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        matched = 0;
        return i + 1;
      }
    }
    return end;
  }
}

package dev.createdump.engine.scan;

import java.util.Arrays;

/// Tells the lines of a patch apart while its bytes arrive in pieces of any size.
///
/// Reads what git-diff(1) calls "generate patch text with -p": header lines, hunks, and the data of
/// binary patches. Within a hunk a line's first byte says what it is; nothing is held back but
/// header and hunk lines, so a content line may be of any length.
public final class PatchLines {
  /// Header lines longer than this are handed over in parts.
  private static final int LONGEST_HEADER = 1 << 16;

  private static final byte[] BINARY_START = ascii("GIT binary patch");
  private static final byte[] FILE_START = ascii("diff --git ");

  private final Sink sink;
  private Section section = Section.HEADER;
  private Line line = Line.NONE;
  private byte mark;
  private byte[] held = new byte[256];
  private int heldSize;
  private long heldOffset;
  private long offset;

  public PatchLines(Sink sink) {
    this.sink = sink;
  }

  /// Takes the lines, without their line feeds.
  public interface Sink {
    /// A line before the hunks, from `diff --git` to `+++`.
    ///
    /// @param bytes holds the line from index 0 on; reused afterwards
    /// @param length the line's length
    /// @param offset where it starts in the patch
    void header(byte[] bytes, int length, long offset);

    /// A line `@@ -a,b +c,d @@ heading`; parameters as above.
    void hunk(byte[] bytes, int length, long offset);

    /// A part of a content line behind its mark.
    ///
    /// @param mark `' '`, `'+'` or `'-'`
    /// @param bytes holds the part
    /// @param from where the part starts
    /// @param to where it ends
    /// @param offset where byte `from` stands in the patch
    /// @param end whether the line ends here
    void content(byte mark, byte[] bytes, int from, int to, long offset, boolean end);

    /// Bytes of a binary patch's data, line feeds included.
    default void binary(long from, long to) {}
  }

  private enum Section {
    HEADER,
    HUNKS,
    BINARY
  }

  private enum Line {
    NONE,
    HELD,
    CONTENT,
    SKIPPED
  }

  /// Takes the next bytes.
  public void feed(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to) {
      if (line == Line.NONE) {
        position += startLine(bytes[position]) ? 1 : 0;
      }
      int stop = position;
      while (stop < to && bytes[stop] != '\n') {
        stop++;
      }
      boolean end = stop < to;
      takePart(bytes, position, stop, end);
      position = end ? stop + 1 : stop;
      offset += end ? 1 : 0;
      line = end ? Line.NONE : line;
    }
  }

  /// Ends the last line where it had no line feed.
  public void finish() {
    if (line != Line.NONE) {
      takePart(held, 0, 0, true);
      line = Line.NONE;
    }
  }

  /// Decides what a line is; returns whether its first byte is a mark and taken.
  private boolean startLine(byte first) {
    if (section == Section.HUNKS) {
      if (first == ' ' || first == '+' || first == '-') {
        line = Line.CONTENT;
        mark = first;
        offset++;
        return true;
      }
      if (first == '\\') {
        line = Line.SKIPPED;
        return false;
      }
      if (first == '\n') {
        line = Line.CONTENT;
        mark = ' ';
        return false;
      }
    }
    if (section == Section.BINARY && first != FILE_START[0]) {
      line = Line.SKIPPED;
      return false;
    }
    line = Line.HELD;
    heldSize = 0;
    heldOffset = offset;
    return false;
  }

  private void takePart(byte[] bytes, int from, int to, boolean end) {
    switch (line) {
      case CONTENT -> sink.content(mark, bytes, from, to, offset, end);
      case HELD -> hold(bytes, from, to, end);
      case SKIPPED, NONE -> {
        if (section == Section.BINARY) {
          sink.binary(offset, offset + to - from + (end ? 1 : 0));
        }
      }
    }
    offset += to - from;
  }

  private void hold(byte[] bytes, int from, int to, boolean end) {
    int position = from;
    while (position < to) {
      if (heldSize == LONGEST_HEADER) {
        sink.header(held, heldSize, heldOffset);
        heldOffset += heldSize;
        heldSize = 0;
      }
      int count = Math.min(to - position, LONGEST_HEADER - heldSize);
      if (heldSize + count > held.length) {
        held = Arrays.copyOf(held, Math.max(heldSize + count, held.length * 2));
      }
      System.arraycopy(bytes, position, held, heldSize, count);
      heldSize += count;
      position += count;
    }
    if (end) {
      deliver();
    }
  }

  private void deliver() {
    if (section == Section.BINARY && !startsWith(FILE_START)) {
      sink.binary(heldOffset, heldOffset + heldSize + 1);
      return;
    }
    if (heldSize > 4 && held[0] == '@' && held[1] == '@' && held[2] == ' ' && held[3] == '-') {
      section = Section.HUNKS;
      sink.hunk(held, heldSize, heldOffset);
      return;
    }
    section = startsWith(BINARY_START) ? Section.BINARY : Section.HEADER;
    sink.header(held, heldSize, heldOffset);
  }

  private boolean startsWith(byte[] prefix) {
    return heldSize >= prefix.length
        && Arrays.equals(held, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}

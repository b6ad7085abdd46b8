package dev.createdump.engine.patch;

/// Walks over the text of one file's patch, hunk by hunk and line by line, without copying.
///
/// Reads what git-diff(1) calls "patch text": header lines, then hunks whose `@@ -a,b +c,d @@` says
/// how many lines follow. Anything that is not a hunk is skipped, so binary patches yield no hunk.
/// A malformed hunk header is skipped too. Use:
/// `while (c.nextHunk()) while (c.nextLine()) ...`.
public final class PatchCursor {
  private final byte[] text;
  private final int end;
  private int position;

  private int oldStart;
  private int oldCount;
  private int newStart;
  private int newCount;
  private int sectionStart;
  private int sectionEnd;

  private int oldLeft;
  private int newLeft;
  private int oldLine;
  private int newLine;
  private byte kind;
  private int lineStart;
  private int lineEnd;

  /// A cursor over bytes `from` (inclusive) to `to` (exclusive) of an array that does not change.
  public PatchCursor(byte[] text, int from, int to) {
    this.text = text;
    this.position = from;
    this.end = to;
  }

  public PatchCursor(byte[] text) {
    this(text, 0, text.length);
  }

  /// Moves to the next hunk, skipping what is left of this one.
  public boolean nextHunk() {
    while (position < end) {
      int start = position;
      int stop = endOfLine(start);
      position = Math.min(stop + 1, end);
      if (startsWithHunkMark(start, stop) && readHunkHeader(start, stop)) {
        oldLeft = oldCount;
        newLeft = newCount;
        oldLine = oldStart;
        newLine = newStart;
        return true;
      }
    }
    return false;
  }

  /// Moves to the next line of this hunk, the `\ No newline at end of file` marks included.
  public boolean nextLine() {
    if (position >= end) {
      return false;
    }
    byte first = text[position];
    if (oldLeft == 0 && newLeft == 0 && first != '\\') {
      return false;
    }
    if (kind == '-' || kind == ' ') {
      oldLine++;
    }
    if (kind == '+' || kind == ' ') {
      newLine++;
    }
    return takeLine(first);
  }

  private boolean takeLine(byte first) {
    switch (first) {
      case ' ' -> {
        oldLeft--;
        newLeft--;
      }
      case '+' -> newLeft--;
      case '-' -> oldLeft--;
      case '\\' -> {}
      default -> {
        return false;
      }
    }
    kind = first;
    lineStart = position + 1;
    lineEnd = endOfLine(position);
    position = Math.min(lineEnd + 1, end);
    return true;
  }

  /// The first line of the old side, 1 or more; 0 where that side is empty.
  public int oldStart() {
    return oldStart;
  }

  public int oldCount() {
    return oldCount;
  }

  /// The first line of the new side, 1 or more; 0 where that side is empty.
  public int newStart() {
    return newStart;
  }

  public int newCount() {
    return newCount;
  }

  /// Where the text behind the second `@@` starts: the section heading git found.
  public int sectionStart() {
    return sectionStart;
  }

  public int sectionEnd() {
    return sectionEnd;
  }

  /// `' '`, `'+'`, `'-'`, or `'\\'` for the mark of a missing final newline.
  public byte kind() {
    return kind;
  }

  /// Where the line's content starts, behind its mark.
  public int lineStart() {
    return lineStart;
  }

  /// Where the line's content ends: its line feed, not included; a carriage return is content.
  public int lineEnd() {
    return lineEnd;
  }

  /// This line's number on the old side; meaningful for context and removed lines.
  public int oldLine() {
    return oldLine;
  }

  /// This line's number on the new side; meaningful for context and added lines.
  public int newLine() {
    return newLine;
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < end && text[i] != '\n') {
      i++;
    }
    return i;
  }

  private boolean startsWithHunkMark(int start, int stop) {
    return stop - start > 4
        && text[start] == '@'
        && text[start + 1] == '@'
        && text[start + 2] == ' '
        && text[start + 3] == '-';
  }

  private int scan;

  /// Reads `@@ -a[,b] +c[,d] @@[ section]`.
  private boolean readHunkHeader(int start, int stop) {
    scan = start + 4;
    oldStart = number(stop);
    oldCount = optionalCount(stop);
    if (!accept(stop, ' ') || !accept(stop, '+')) {
      return false;
    }
    newStart = number(stop);
    newCount = optionalCount(stop);
    if (!accept(stop, ' ') || !accept(stop, '@') || !accept(stop, '@')) {
      return false;
    }
    sectionStart = scan < stop && text[scan] == ' ' ? scan + 1 : scan;
    sectionEnd = stop;
    kind = 0;
    return oldStart >= 0 && oldCount >= 0 && newStart >= 0 && newCount >= 0;
  }

  private boolean accept(int stop, char expected) {
    if (scan < stop && text[scan] == expected) {
      scan++;
      return true;
    }
    return false;
  }

  private int optionalCount(int stop) {
    return accept(stop, ',') ? number(stop) : 1;
  }

  /// A decimal number, or -1 where there is none or it does not fit.
  private int number(int stop) {
    int from = scan;
    long value = 0;
    while (scan < stop && text[scan] >= '0' && text[scan] <= '9') {
      value = Math.min(value * 10 + (text[scan] - '0'), Integer.MAX_VALUE + 1L);
      scan++;
    }
    return scan == from || value > Integer.MAX_VALUE ? -1 : (int) value;
  }
}

package dev.createdump.engine.render.html;

import java.io.IOException;
import java.nio.charset.Charset;

/// Writes lines as few elements: a chunk is the text of up to some hundred lines, in which each run
/// of removed or added lines is one `<del>` or `<ins>`, and two columns of numbers beside it. The
/// browser lays out only the chunks near the reader, and the script turns only those into rows.
///
/// Every line starts with its mark (space, plus or minus), so that it can be told without colour.
final class ChunkWriter {
  /// A chunk ends at the first unchanged line from here on.
  private static final int LINES = 300;

  /// A chunk ends here, even between removed lines and the added ones that replace them.
  private static final int LINES_AT_MOST = 1200;

  private static final byte CONTEXT = ' ';

  private final Page page;
  private final LineNumbers oldNumbers = new LineNumbers();
  private final LineNumbers newNumbers = new LineNumbers();
  private LineEnds ends = new LineEnds();
  private boolean large;
  private boolean bothColumns;
  private byte run;
  private int lines;

  ChunkWriter(Page page) {
    this.page = page;
  }

  /// Starts another file, whose lines may end in another way.
  void startFile() {
    ends = new LineEnds();
  }

  /// Starts a hunk of about this many lines.
  void open(int oldStart, int newStart, int expectedLines) throws IOException {
    oldNumbers.startAt(oldStart);
    newNumbers.startAt(newStart);
    bothColumns = true;
    large = expectedLines >= LINES;
    openChunk();
  }

  /// Starts the whole text of a file, which has one side.
  void openWhole(int expectedLines) throws IOException {
    open(0, 1, expectedLines);
    bothColumns = false;
  }

  /// One line, without its mark and line feed.
  ///
  /// @param kind space, plus or minus
  /// @param unfinished whether the file ends with this line and without a line feed
  void line(byte kind, byte[] text, int from, int to, Charset charset, boolean unfinished)
      throws IOException {
    boolean full = lines >= LINES_AT_MOST || (lines >= LINES && kind == CONTEXT);
    if (full) {
      closeChunk();
      openChunk();
    }
    if (kind != run) {
      closeRun();
      openRun(kind);
    }
    page.put(kind);
    boolean carriageReturn = to > from && text[to - 1] == '\r';
    page.text(text, from, carriageReturn ? to - 1 : to, charset);
    if (!unfinished || carriageReturn) {
      ends.write(page, carriageReturn);
    }
    page.put((byte) '\n');
    number(kind);
    lines++;
  }

  /// The mark that the line before has no line feed.
  void noNewline() throws IOException {
    page.markup("<em>\\ No newline at end of file</em>\n");
    oldNumbers.blank();
    newNumbers.blank();
  }

  void close() throws IOException {
    closeChunk();
  }

  private void number(byte kind) {
    if (kind == '+') {
      oldNumbers.blank();
    } else if (bothColumns) {
      oldNumbers.numbered();
    }
    if (kind == '-') {
      newNumbers.blank();
    } else {
      newNumbers.numbered();
    }
  }

  private void openChunk() throws IOException {
    page.markup(large ? "<div class=\"c big\"><pre>" : "<div class=c><pre>");
    oldNumbers.clear();
    newNumbers.clear();
    run = CONTEXT;
    lines = 0;
  }

  private void closeChunk() throws IOException {
    closeRun();
    // A line feed right behind <pre> is not content, and a column may start with a blank line.
    page.markup("</pre><pre aria-hidden=true>\n").numbers(oldNumbers);
    page.markup("</pre><pre aria-hidden=true>\n").numbers(newNumbers).markup("</pre></div>\n");
  }

  private void openRun(byte kind) throws IOException {
    run = kind;
    switch (kind) {
      case '+' -> page.markup("<ins>");
      case '-' -> page.markup("<del>");
      default -> {}
    }
  }

  private void closeRun() throws IOException {
    switch (run) {
      case '+' -> page.markup("</ins>");
      case '-' -> page.markup("</del>");
      default -> {}
    }
    run = CONTEXT;
  }
}

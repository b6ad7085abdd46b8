package dev.createdump.engine.report;

/// Cuts a Markdown document to a limit between two lines, closing the fenced block it cuts through
/// and saying what is missing.
public final class MarkdownCut {
  /// For the closing fence and the note.
  private static final int RESERVE = 300;

  private MarkdownCut() {}

  /// The document, or its beginning.
  ///
  /// @param limit the most UTF-16 code units the answer may have, at least 1,000
  /// @param where where people find the rest, as part of a sentence
  public static String to(String markdown, int limit, String where) {
    if (markdown.length() <= limit) {
      return markdown;
    }
    int budget = limit - RESERVE;
    String fence = "";
    String fenceAtCut = "";
    int cut = 0;
    int shown = 0;
    int lines = 0;
    for (int at = 0; at < markdown.length(); ) {
      int feed = markdown.indexOf('\n', at);
      int next = feed < 0 ? markdown.length() : feed + 1;
      fence = fenceAfter(fence, markdown.substring(at, next));
      lines++;
      // A very long fence would not fit into what is reserved for closing it.
      if (next + fence.length() <= budget) {
        cut = next;
        shown = lines;
        fenceAtCut = fence;
      }
      at = next;
    }
    String closing = fenceAtCut.isEmpty() ? "" : fenceAtCut + "\n";
    return markdown.substring(0, cut)
        + closing
        + "\n**Shown "
        + shown
        + " of "
        + lines
        + " lines.** "
        + where
        + "\n";
  }

  /// The fence that is open after a line: none, the one before, or the one the line opens
  /// (CommonMark 0.31, section 4.5).
  private static String fenceAfter(String open, String line) {
    String text = line.stripTrailing();
    String body = text.stripLeading();
    if (text.length() - body.length() > 3 || body.isEmpty()) {
      return open;
    }
    char mark = body.charAt(0);
    int run = 0;
    while (run < body.length() && body.charAt(run) == mark) {
      run++;
    }
    if ((mark != '`' && mark != '~') || run < 3) {
      return open;
    }
    if (open.isEmpty()) {
      boolean inline = mark == '`' && body.indexOf('`', run) >= 0;
      return inline ? "" : body.substring(0, run);
    }
    boolean closes = open.charAt(0) == mark && run >= open.length() && run == body.length();
    return closes ? "" : open;
  }
}

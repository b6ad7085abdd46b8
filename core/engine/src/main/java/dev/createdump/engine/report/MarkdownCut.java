package dev.createdump.engine.report;

/// Cuts a Markdown document to a limit between two lines, closing the fenced block it cuts through
/// and saying what is missing.
public final class MarkdownCut {
  private MarkdownCut() {}

  /// The document, or its beginning.
  ///
  /// @param limit the most UTF-16 code units the answer may have; the note alone may have more
  /// @param where where people find the rest, as a sentence in Markdown
  public static String to(String markdown, int limit, String where) {
    if (markdown.length() <= limit) {
      return markdown;
    }
    int lines = Math.toIntExact(markdown.lines().count());
    int budget = limit - note(lines, lines, where).length();
    String fence = "";
    String closing = "";
    int cut = 0;
    int shown = 0;
    int read = 0;
    int next;
    for (int at = 0; at < budget; at = next) {
      int feed = markdown.indexOf('\n', at);
      next = feed < 0 ? markdown.length() : feed + 1;
      fence = fenceAfter(fence, markdown.substring(at, next));
      read++;
      // The end of a very long fence may not fit where its beginning does.
      String end = fence.isEmpty() ? "" : fence + "\n";
      if (next + end.length() <= budget) {
        cut = next;
        shown = read;
        closing = end;
      }
    }
    return markdown.substring(0, cut) + closing + note(shown, lines, where);
  }

  private static String note(int shown, int lines, String where) {
    return "\n**Shown " + shown + " of " + lines + " lines.** " + where + "\n";
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

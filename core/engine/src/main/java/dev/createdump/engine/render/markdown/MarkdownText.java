package dev.createdump.engine.render.markdown;

import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.text.HiddenCharacters;

/// Puts foreign text into Markdown so that it stays text.
///
/// A code span (CommonMark 0.31, section 6.1) is delimited by one backtick more than any run
/// inside; a vertical bar inside is escaped where it stands in a table, as GitHub's tables split
/// cells before they look at code spans.
public final class MarkdownText {
  /// Longer texts, such as a path of thousands of characters, break tables and help nobody.
  private static final int MAX_SHOWN = 300;

  private MarkdownText() {}

  /// Foreign text as a code span, shortened in the middle when very long; an empty text as nothing.
  public static String code(SafeText text) {
    return code(text.value());
  }

  /// Foreign text as a code span within a table's cell.
  public static String cell(SafeText text) {
    return cell(text.value());
  }

  /// As {@link #cell(SafeText)}, for text that this product made itself or that is safe already.
  public static String cell(String text) {
    return code(text).replace("|", "\\|");
  }

  /// As {@link #code(SafeText)}, for text that this product made itself or that is safe already.
  public static String code(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String shown = visible(shorten(text));
    String fence = "`".repeat(longestRun(shown, '`') + 1);
    return needsPadding(shown) ? fence + " " + shown + " " + fence : fence + shown + fence;
  }

  /// A reader takes one blank off each end, but none off blanks alone.
  private static boolean needsPadding(String shown) {
    char first = shown.charAt(0);
    char last = shown.charAt(shown.length() - 1);
    return first == '`'
        || last == '`'
        || ((first == ' ' || last == ' ') && shown.chars().anyMatch(c -> c != ' '));
  }

  private static String shorten(String text) {
    if (text.length() <= MAX_SHOWN) {
      return text;
    }
    int half = MAX_SHOWN / 2;
    int head = Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
    int from = text.length() - half;
    int tail = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    return text.substring(0, head) + "…" + text.substring(tail);
  }

  /// Text on one line, with line ends, tabs and hidden characters made visible.
  private static String visible(String text) {
    return HiddenCharacters.reveal(text.replace('\n', '␊').replace('\r', '␍').replace('\t', '␉'));
  }

  private static int longestRun(String text, char of) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == of ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}

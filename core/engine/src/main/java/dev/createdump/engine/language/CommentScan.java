package dev.createdump.engine.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the comments of a file by the delimiters of its language, or says that these do not tell.
///
/// A comment to the end of a line counts only where a line starts, or behind white space or a mark
/// that parts words, and none is looked for in strings. The line that names an interpreter is none.
/// In doubt is a file that holds what [StripDoubt] names, a string or block that does not close, or
/// a block in a block, of which languages think differently.
///
/// @param syntax how the language writes comments
/// @param doubt what the language has that `syntax` does not describe
public record CommentScan(CommentSyntax syntax, StripDoubt doubt) {
  private static final String BEFORE_COMMENT = " \t;,(){}[]";
  private static final int UNSURE = -1;

  /// Whether comments cannot be told from text here.
  ///
  /// @param text in UTF-8 or a code page that holds ASCII
  public boolean isUnsure(byte[] text) {
    return comments(new String(text, StandardCharsets.ISO_8859_1)).isEmpty();
  }

  /// Ascending pairs of start and end; empty in doubt.
  Optional<List<int[]>> comments(String text) {
    List<int[]> comments = new ArrayList<>();
    int at = text.startsWith("#!") ? lineEnd(text, 0) : 0;
    while (at < text.length()) {
      int end = comment(text, at);
      if (end > at) {
        comments.add(new int[] {at, end});
        at = end;
      } else if (end == UNSURE || doubt.marks(text.charAt(at))) {
        return Optional.empty();
      } else if (text.charAt(at) == '\\') {
        at += 2;
      } else {
        at = string(text, at);
        if (at == UNSURE) {
          return Optional.empty();
        }
      }
    }
    return !comments.isEmpty() && doubt.isRaisedBy(text) ? Optional.empty() : Optional.of(comments);
  }

  /// Where the comment ends that starts here; the place itself where none does.
  private int comment(String text, int at) {
    for (CommentSyntax.Block block : syntax.blockComments()) {
      if (text.startsWith(block.open(), at)) {
        int inside = at + block.open().length();
        int close = text.indexOf(block.close(), inside);
        boolean plain = close >= 0 && text.indexOf(block.open(), inside, close) < 0;
        return plain ? close + block.close().length() : UNSURE;
      }
    }
    boolean free = at == 0 || text.charAt(at - 1) == '\n' || isBefore(text.charAt(at - 1));
    for (String start : syntax.lineComments()) {
      if (free && text.startsWith(start, at)) {
        int end = lineEnd(text, at);
        return start.equals("//") && isContinued(text, end) ? UNSURE : end;
      }
    }
    return at;
  }

  /// Languages with the preprocessor of C join a line that ends in a backslash with the next one;
  /// some of their compilers also where blanks follow it.
  private static boolean isContinued(String text, int end) {
    int last = end - 1;
    while (last >= 0 && (text.charAt(last) == ' ' || text.charAt(last) == '\t')) {
      last--;
    }
    return last >= 0 && text.charAt(last) == '\\';
  }

  private static boolean isBefore(char c) {
    return BEFORE_COMMENT.indexOf(c) >= 0;
  }

  private static int lineEnd(String text, int from) {
    int feed = text.indexOf('\n', from);
    int end = feed < 0 ? text.length() : feed;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /// Behind the string that starts here, or behind one character. Strings in one quote end in their
  /// line, unless they are known to go on.
  private int string(String text, int at) {
    for (String quote : syntax.stringDelimiters()) {
      if (text.startsWith(quote, at)) {
        boolean lines = quote.length() > 1 || quote.equals("`");
        return stringEnd(text, at + quote.length(), quote, lines);
      }
    }
    return at + 1;
  }

  private static int stringEnd(String text, int from, String quote, boolean lines) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (text.startsWith(quote, i)) {
        return i + quote.length();
      } else if (c == '\n' && !lines) {
        return UNSURE;
      }
    }
    return UNSURE;
  }
}

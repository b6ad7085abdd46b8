package dev.createdump.engine.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what is left of a file without its comments or its blank lines.
///
/// It knows a language by its delimiters alone. In doubt text stays: a comment to the end of a line
/// counts only where a line starts, or behind white space or a mark that parts words, and none is
/// looked for in strings. The line that names an interpreter stays.
public final class Stripper {
  private static final String BEFORE_COMMENT = " \t;,(){}[]";

  private final @Nullable CommentSyntax syntax;
  private final boolean blankLines;

  /// @param syntax how comments are written; null where they stay
  /// @param blankLines whether blank lines are taken out
  public Stripper(@Nullable CommentSyntax syntax, boolean blankLines) {
    this.syntax = syntax;
    this.blankLines = blankLines;
  }

  /// What stays, as ascending pairs of start and end.
  ///
  /// @param text in UTF-8 or a code page that holds ASCII
  public List<int[]> kept(byte[] text) {
    String chars = new String(text, StandardCharsets.ISO_8859_1);
    List<int[]> comments = syntax == null ? List.of() : comments(chars, syntax);
    List<int[]> kept = new ArrayList<>();
    int next = 0;
    for (int start = 0; start < chars.length(); ) {
      int feed = chars.indexOf('\n', start);
      int end = feed < 0 ? chars.length() : feed + 1;
      while (next < comments.size() && comments.get(next)[1] <= start) {
        next++;
      }
      line(chars, start, end, comments, next, kept);
      start = end;
    }
    return kept;
  }

  private void line(
      String text, int start, int end, List<int[]> comments, int first, List<int[]> kept) {
    List<int[]> parts = new ArrayList<>();
    int at = start;
    boolean commented = false;
    for (int i = first; i < comments.size() && comments.get(i)[0] < end; i++) {
      commented = true;
      parts.add(new int[] {at, Math.max(at, comments.get(i)[0])});
      at = Math.min(end, Math.max(at, comments.get(i)[1]));
    }
    parts.add(new int[] {at, end});
    boolean blank = true;
    for (int[] part : parts) {
      blank &= text.substring(part[0], part[1]).isBlank();
    }
    if (blank && (commented || blankLines)) {
      return;
    }
    if (!commented) {
      kept.add(new int[] {start, end});
      return;
    }
    kept.addAll(trimmed(text, parts, end));
  }

  /// Without the white space before a comment that ends the line; the line's end stays.
  private static List<int[]> trimmed(String text, List<int[]> parts, int end) {
    int eol = end;
    while (eol > 0 && (text.charAt(eol - 1) == '\n' || text.charAt(eol - 1) == '\r')) {
      eol--;
    }
    int[] last = parts.removeLast();
    boolean bare = text.substring(Math.min(last[0], eol), eol).isBlank();
    if (bare) {
      int[] before = parts.getLast();
      while (before[1] > before[0] && text.charAt(before[1] - 1) <= ' ') {
        before[1]--;
      }
      last[0] = Math.max(last[0], eol);
    }
    parts.add(last);
    return parts;
  }

  private static List<int[]> comments(String text, CommentSyntax syntax) {
    List<int[]> comments = new ArrayList<>();
    int at = text.startsWith("#!") ? lineEnd(text, 0) : 0;
    while (at < text.length()) {
      int end = comment(text, at, syntax);
      if (end > at) {
        comments.add(new int[] {at, end});
        at = end;
      } else if (text.charAt(at) == '\\') {
        at += 2;
      } else {
        at = string(text, at, syntax);
      }
    }
    return comments;
  }

  /// Where the comment ends that starts here; the place itself where none does.
  private static int comment(String text, int at, CommentSyntax syntax) {
    for (CommentSyntax.Block block : syntax.blockComments()) {
      if (text.startsWith(block.open(), at)) {
        int close = text.indexOf(block.close(), at + block.open().length());
        // One that never closes is none.
        return close < 0 ? at : close + block.close().length();
      }
    }
    boolean free = at == 0 || text.charAt(at - 1) == '\n' || isBefore(text.charAt(at - 1));
    for (String start : syntax.lineComments()) {
      if (free && text.startsWith(start, at)) {
        return lineEnd(text, at);
      }
    }
    return at;
  }

  private static boolean isBefore(char c) {
    return BEFORE_COMMENT.indexOf(c) >= 0;
  }

  private static int lineEnd(String text, int from) {
    int feed = text.indexOf('\n', from);
    int end = feed < 0 ? text.length() : feed;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /// Behind the string that starts here, or behind one character. Strings in one quote end with
  /// their line at the latest, unless they are known to go on.
  private static int string(String text, int at, CommentSyntax syntax) {
    for (String quote : syntax.stringDelimiters()) {
      if (text.startsWith(quote, at)) {
        boolean lines = quote.length() > 1 || quote.equals("`");
        for (int i = at + quote.length(); i < text.length(); i++) {
          char c = text.charAt(i);
          if (c == '\\') {
            i++;
          } else if (text.startsWith(quote, i)) {
            return i + quote.length();
          } else if (c == '\n' && !lines) {
            return i;
          }
        }
        return lines ? at + quote.length() : text.length();
      }
    }
    return at + 1;
  }
}

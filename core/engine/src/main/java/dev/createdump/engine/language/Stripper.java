package dev.createdump.engine.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what is left of a file without its comments or its blank lines.
///
/// In doubt text stays: a file in which [CommentScan] cannot tell comments from text keeps them
/// all. Blank lines are taken out wherever they stand.
public final class Stripper {
  private final @Nullable CommentScan scan;
  private final boolean blankLines;

  /// @param scan finds the comments; null where they stay
  /// @param blankLines whether blank lines are taken out
  public Stripper(@Nullable CommentScan scan, boolean blankLines) {
    this.scan = scan;
    this.blankLines = blankLines;
  }

  /// What stays, as ascending pairs of start and end.
  ///
  /// @param text in UTF-8 or a code page that holds ASCII
  public List<int[]> kept(byte[] text) {
    String chars = new String(text, StandardCharsets.ISO_8859_1);
    List<int[]> comments = scan == null ? List.of() : scan.comments(chars).orElse(List.of());
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
}

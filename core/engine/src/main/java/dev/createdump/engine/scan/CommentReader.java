package dev.createdump.engine.scan;

import dev.createdump.engine.language.CommentSyntax;
import dev.createdump.engine.language.CommentSyntax.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells comments from code, line by line. A string ends with its line at the latest: a hunk starts
/// anywhere, and a quote misread in it must not swallow what follows.
final class CommentReader {
  private final CommentSyntax syntax;
  private @Nullable Block open;

  CommentReader(CommentSyntax syntax) {
    this.syntax = syntax;
  }

  /// A comment's text within a line, delimiters left out, as places in the line.
  record Stretch(int from, int to) {}

  /// Starts anew at lines from the middle of a file: where a block comment closes before one opens,
  /// the lines start within it.
  void start(List<String> lines) {
    open = null;
    for (Block block : syntax.blockComments()) {
      if (!block.open().equals(block.close()) && closesFirst(block, lines)) {
        open = block;
        return;
      }
    }
  }

  private static boolean closesFirst(Block block, List<String> lines) {
    for (String line : lines) {
      int close = line.indexOf(block.close());
      int start = line.indexOf(block.open());
      if (close >= 0 || start >= 0) {
        return close >= 0 && (start < 0 || close < start);
      }
    }
    return false;
  }

  /// The comments of the next line.
  List<Stretch> read(String line) {
    List<Stretch> comments = new ArrayList<>();
    if (open == null && continuesBlock(line)) {
      int close = line.indexOf("*/");
      comments.add(new Stretch(0, close < 0 ? line.length() : close));
      return comments;
    }
    int position = 0;
    while (position < line.length()) {
      position =
          open != null ? readBlock(line, position, comments) : readCode(line, position, comments);
    }
    return comments;
  }

  /// A line of a comment whose start is out of sight, as formatters lay it out: ` * text`.
  private boolean continuesBlock(String line) {
    boolean starred = syntax.blockComments().stream().anyMatch(b -> b.close().equals("*/"));
    String text = line.stripLeading();
    return starred && (text.startsWith("* ") || text.equals("*"));
  }

  private int readBlock(String line, int from, List<Stretch> comments) {
    Block block = Objects.requireNonNull(open);
    int close = line.indexOf(block.close(), from);
    comments.add(new Stretch(from, close < 0 ? line.length() : close));
    if (close < 0) {
      return line.length();
    }
    open = null;
    return close + block.close().length();
  }

  private int readCode(String line, int from, List<Stretch> comments) {
    for (int i = from; i < line.length(); i++) {
      for (Block block : syntax.blockComments()) {
        if (line.startsWith(block.open(), i)) {
          open = block;
          return i + block.open().length();
        }
      }
      for (String start : syntax.lineComments()) {
        if (line.startsWith(start, i)) {
          comments.add(new Stretch(i + start.length(), line.length()));
          return line.length();
        }
      }
      for (String quote : syntax.stringDelimiters()) {
        if (line.startsWith(quote, i)) {
          return endOfString(line, i + quote.length(), quote);
        }
      }
    }
    return line.length();
  }

  private static int endOfString(String line, int from, String quote) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.startsWith(quote, i)) {
        return i + quote.length();
      }
    }
    return line.length();
  }

  /// The bytes of a line, one character each, so that places in the text are places in the bytes.
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// A delimiter as it looks in such a text.
  static CommentSyntax asBytes(CommentSyntax syntax) {
    return new CommentSyntax(
        syntax.lineComments().stream().map(CommentReader::asBytes).toList(),
        syntax.blockComments().stream()
            .map(block -> new Block(asBytes(block.open()), asBytes(block.close())))
            .toList(),
        syntax.stringDelimiters().stream().map(CommentReader::asBytes).toList());
  }

  private static String asBytes(String delimiter) {
    return new String(delimiter.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}

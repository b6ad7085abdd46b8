package dev.createdump.engine.language;

import java.util.List;

/// How a language writes comments, and which delimiters open texts that are not comments.
///
/// @param lineComments what starts a comment that ends with the line, such as `//`
/// @param blockComments the pairs around a comment that may span lines, such as `/*` and `*/`
/// @param stringDelimiters what opens and closes a string, longest first, such as `"""` before `"`
public record CommentSyntax(
    List<String> lineComments, List<Block> blockComments, List<String> stringDelimiters) {
  public CommentSyntax {
    lineComments = List.copyOf(lineComments);
    blockComments = List.copyOf(blockComments);
    stringDelimiters = List.copyOf(stringDelimiters);
    requireNoEmpty(lineComments);
    requireNoEmpty(stringDelimiters);
  }

  /// The pair around a block comment; it does not nest.
  ///
  /// @param open never empty
  /// @param close never empty
  public record Block(String open, String close) {
    public Block {
      requireNoEmpty(List.of(open, close));
    }
  }

  /// An empty delimiter would match everywhere and stop a scanner from moving on.
  private static void requireNoEmpty(List<String> delimiters) {
    if (delimiters.contains("")) {
      throw new IllegalArgumentException("a delimiter is never empty");
    }
  }
}

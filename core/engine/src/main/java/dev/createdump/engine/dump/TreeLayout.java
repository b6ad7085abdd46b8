package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.ArrayList;
import java.util.List;

/// How the documents of a tree are laid out.
///
/// @param toc how they list what they hold
/// @param lineNumbers whether the lines of files are numbered, in the forms for people and models
/// @param comments whether comments are taken out
/// @param blankLines whether blank lines are taken out
/// @param tokenizer the name of the encoding by which tokens are counted; empty where they are not
/// @param instructions what stands at the head; empty for nothing
public record TreeLayout(
    Toc toc,
    boolean lineNumbers,
    boolean comments,
    boolean blankLines,
    String tokenizer,
    SafeText instructions) {
  /// Everything as it is.
  public static final TreeLayout PLAIN =
      new TreeLayout(Toc.LIST, false, false, false, "", SafeText.EMPTY);

  /// How a document lists what it holds.
  public enum Toc {
    LIST,
    TREE,
    NONE
  }

  /// The same with other instructions.
  public TreeLayout with(SafeText text) {
    return new TreeLayout(toc, lineNumbers, comments, blankLines, tokenizer, text);
  }

  /// Whether something is taken out of the files.
  public boolean strips() {
    return comments || blankLines;
  }

  /// What makes the files in a document other than they are; empty where they are as they are.
  ///
  /// @param numbered whether the document is one whose lines are numbered
  public String altered(boolean numbered) {
    List<String> altered = new ArrayList<>();
    if (comments) {
      altered.add("comments are taken out");
    }
    if (blankLines) {
      altered.add("blank lines are taken out");
    }
    if (lineNumbers && numbered) {
      altered.add("lines are numbered");
    }
    return String.join(", ", altered);
  }
}

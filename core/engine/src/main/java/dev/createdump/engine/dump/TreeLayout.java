package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.ArrayList;
import java.util.List;

/// How the documents of a tree are laid out.
///
/// @param toc how they list what they hold
/// @param lineNumbers whether the lines of files are numbered, in the forms for people and models
/// @param comments whether comments are taken out
/// @param unsure in how many files they stay, because they cannot be told from text
/// @param blankLines whether blank lines are taken out
/// @param tokenizer the name of the encoding by which tokens are counted; empty where they are not
/// @param instructions what stands at the head; empty for nothing
public record TreeLayout(
    Toc toc,
    boolean lineNumbers,
    boolean comments,
    int unsure,
    boolean blankLines,
    String tokenizer,
    SafeText instructions) {
  /// Everything as it is.
  public static final TreeLayout PLAIN =
      new TreeLayout(Toc.LIST, false, false, 0, false, "", SafeText.EMPTY);

  /// How a document lists what it holds.
  public enum Toc {
    LIST,
    TREE,
    NONE
  }

  /// The same with other instructions, and what is known once the files are.
  public TreeLayout with(SafeText text, int files) {
    return new TreeLayout(toc, lineNumbers, comments, files, blankLines, tokenizer, text);
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
      altered.add("comments are taken out" + exceptions());
    }
    if (blankLines) {
      altered.add("blank lines are taken out");
    }
    if (lineNumbers && numbered) {
      altered.add("lines are numbered");
    }
    return String.join(", ", altered);
  }

  private String exceptions() {
    return unsure == 0
        ? ""
        : " (not of "
            + unsure
            + (unsure == 1 ? " file" : " files")
            + ", where text may look like them)";
  }
}

package dev.createdump.engine.dump;

import java.util.List;

/// One of the documents over which the dump of a tree is parted; or all of it.
///
/// @param number from 1
/// @param of how many there are
/// @param set what all parts of one dump have in common and no other dump has; empty for a whole
/// @param slices what stands in it; empty for a whole, in which everything does
public record TreePart(int number, int of, String set, List<Slice> slices) {
  /// Everything in one document.
  public static final TreePart WHOLE = new TreePart(1, 1, "", List.of());

  public TreePart {
    slices = List.copyOf(slices);
  }

  /// A file, or a piece of one that is larger than a part.
  ///
  /// @param index of the path in the ledger
  /// @param from where it starts in the content that is shown, in bytes
  /// @param to where it ends; -1 for the end of the content
  /// @param piece which one it is, from 1
  /// @param pieces how many make the file
  /// @param firstLine the number of its first line
  /// @param leads whether no file stands before it in its document
  public record Slice(
      int index, int from, int to, int piece, int pieces, int firstLine, boolean leads) {
    /// A whole file in a document that holds all of them.
    public static Slice whole(int index) {
      return new Slice(index, 0, -1, 1, 1, 1, index == 0);
    }

    /// The same in the lead, or behind others.
    public Slice leading(boolean first) {
      return new Slice(index, from, to, piece, pieces, firstLine, first);
    }

    public boolean isWhole() {
      return pieces == 1;
    }
  }

  public boolean isWhole() {
    return set.isEmpty();
  }

  public boolean isFirst() {
    return number == 1;
  }

  public boolean isLast() {
    return number == of;
  }
}

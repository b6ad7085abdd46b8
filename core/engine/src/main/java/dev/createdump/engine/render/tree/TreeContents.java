package dev.createdump.engine.render.tree;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.TreePart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a document lists as its contents: all paths that are not left out, or the slices of a part.
public final class TreeContents {
  private TreeContents() {}

  /// A line of it. Names are redacted, and hostile.
  ///
  /// @param depth how many directories stand above it in the same list
  /// @param name a whole path in a list, a name in a tree; of a directory with a slash
  /// @param entry null for a directory
  /// @param remark what else is said of it; empty for nothing
  public record Item(int depth, String name, DumpFile.@Nullable Entry entry, String remark) {}

  /// The lines of a document's contents; none where none are wanted.
  public static List<Item> of(DumpHeader header, TreePart part) {
    TreeInfo tree = TreeRenderer.tree(header);
    List<Item> files = new ArrayList<>();
    if (tree.layout().toc() == TreeLayout.Toc.NONE) {
      return files;
    }
    if (part.isWhole()) {
      for (DumpFile.Entry entry : header.ledger()) {
        if (entry.state() != FileState.EXCLUDED) {
          files.add(item(entry, tree, TreePart.Slice.whole(entry.index())));
        }
      }
    } else {
      for (TreePart.Slice slice : part.slices()) {
        files.add(item(header.ledger().get(slice.index()), tree, slice));
      }
    }
    return tree.layout().toc() == TreeLayout.Toc.TREE ? nested(files) : files;
  }

  private static Item item(DumpFile.Entry entry, TreeInfo tree, TreePart.Slice slice) {
    List<String> remarks = new ArrayList<>();
    if (!slice.isWhole()) {
      remarks.add("piece " + slice.piece() + " of " + slice.pieces());
    }
    int tokens = tree.facts().get(entry.index()).tokens();
    if (tokens >= 0 && slice.isWhole()) {
      remarks.add(tokens + (tokens == 1 ? " token" : " tokens"));
    }
    return new Item(0, entry.path().value(), entry, String.join(", ", remarks));
  }

  /// By directories, whatever the order of the files.
  private static List<Item> nested(List<Item> files) {
    List<Item> sorted = new ArrayList<>(files);
    sorted.sort((one, other) -> one.name().compareTo(other.name()));
    List<Item> nested = new ArrayList<>();
    String[] above = {};
    for (Item item : sorted) {
      String[] names = item.name().split("/", -1);
      int same = 0;
      while (same < Math.min(above.length, names.length) - 1 && above[same].equals(names[same])) {
        same++;
      }
      for (int i = same; i < names.length - 1; i++) {
        nested.add(new Item(i, names[i] + "/", null, ""));
      }
      nested.add(new Item(names.length - 1, names[names.length - 1], item.entry(), item.remark()));
      above = names;
    }
    return nested;
  }
}

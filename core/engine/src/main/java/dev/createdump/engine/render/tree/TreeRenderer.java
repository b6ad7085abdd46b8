package dev.createdump.engine.render.tree;

import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreePart;
import java.io.IOException;
import java.io.OutputStream;

/// Writes the dump of a tree in one format.
///
/// The same tree gives the same bytes, always. The parts of the files are made by several threads
/// at once and put together in order, so {@link #file} keeps nothing. What is known of a path only
/// once its content was redacted stands in its own part and behind all files.
public interface TreeRenderer {
  /// Whether it shows content; without, no file is read for it.
  default boolean showsContent() {
    return true;
  }

  /// Writes what stands above the files.
  ///
  /// @param part which of the documents it is, over which the dump is parted
  void start(DumpHeader header, TreePart part, OutputStream out) throws IOException;

  /// Writes the part of one path.
  void file(TreeFile file, OutputStream out) throws IOException;

  /// Writes what stands below the files.
  ///
  /// @param header as at the start, but with the final states
  void end(DumpHeader header, TreePart part, OutputStream out) throws IOException;

  /// What a header says of its tree.
  static TreeInfo tree(DumpHeader header) {
    TreeInfo tree = header.tree();
    if (tree == null) {
      throw new IllegalArgumentException("the header of a change");
    }
    return tree;
  }
}

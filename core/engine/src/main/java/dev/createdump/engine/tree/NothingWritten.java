package dev.createdump.engine.tree;

import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.render.tree.TreeRenderer;
import java.io.OutputStream;

/// Stands for a document where files are read and none is written.
record NothingWritten(boolean showsContent) implements TreeRenderer {
  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) {}

  @Override
  public void file(TreeFile file, OutputStream out) {}

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) {}
}

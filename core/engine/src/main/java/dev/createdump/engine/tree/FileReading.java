package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/// One thread's part in reading files for somebody who takes them one after the other.
record FileReading(Rendering rendering)
    implements InOrder.Worker<List<TreePart.Slice>, FileReading.Read> {

  /// Some files.
  ///
  /// @param redacted the paths in which something was hidden
  record Read(List<TreeFile> files, BitSet redacted) {}

  @Override
  public Read work(List<TreePart.Slice> piece) throws Failure, IOException {
    BitSet redacted = new BitSet();
    return new Read(rendering.files(piece, redacted), redacted);
  }

  @Override
  public void close() {
    rendering.close();
  }
}

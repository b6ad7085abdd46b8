package dev.createdump.engine.dump;

import java.io.IOException;

/// The dump of one change: all that any renderer may know. Reading it twice gives the same values
/// in the same order; several renderers may read at the same time.
public interface Dump {
  DumpHeader header();

  /// Hands over every changed path once, in the ledger's order, holding one at a time.
  void forEachFile(FileVisitor visitor) throws IOException;

  /// Takes one changed path.
  @FunctionalInterface
  interface FileVisitor {
    void visit(DumpFile file) throws IOException;
  }
}

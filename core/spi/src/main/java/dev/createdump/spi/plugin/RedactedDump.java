package dev.createdump.spi.plugin;

import java.io.IOException;
import java.util.List;

/// A dump as a renderer sees it: of a change, or of a whole tree. Free of the secrets that were
/// found; all texts are hostile still, and must be escaped for the format.
public interface RedactedDump {
  /// What was dumped.
  enum Subject {
    /// What a branch or pull request changes.
    CHANGE,
    /// A work tree, a revision or a directory.
    TREE
  }

  Subject subject();

  /// The name that all its files share.
  String name();

  /// What the change is called, or the tree.
  String title();

  /// `owner/name`, or the name alone.
  String repository();

  /// The commit that is compared with, in hexadecimal digits; of a tree the same as the head.
  String base();

  /// The commit that brings the change or holds the tree; zeros where there is none.
  String head();

  /// The version of create-dump.
  String toolVersion();

  /// What the scan found and nothing silences, in the order of the files.
  List<RedactedFinding> findings();

  /// How many paths {@link #forEachFile} hands over.
  int fileCount();

  /// Hands over every path once, in the ledger's order, holding one at a time. May be called again;
  /// of a tree that reads the files again.
  void forEachFile(FileVisitor visitor) throws IOException;

  /// Takes one path.
  @FunctionalInterface
  interface FileVisitor {
    void visit(RedactedFile file) throws IOException;
  }
}

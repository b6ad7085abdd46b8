package dev.createdump.engine.restore;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads the files of a dump, one after the other.
interface DumpReader {
  /// Takes what is read.
  interface Sink {
    void file(DumpedFile file) throws IOException, Failure;
  }

  /// @throws MalformedException where it is no dump of a tree, or only a part of one
  void read(InputStream in, Sink sink) throws IOException, Failure;

  /// The reader for what a stream starts with.
  ///
  /// @param in supports marks
  static DumpReader of(BufferedInputStream in) throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    return switch (first) {
      case '#' -> new MarkdownReader();
      case '{' -> new JsonReader();
      default -> throw new MalformedException("is no dump of a tree: neither Markdown nor JSON");
    };
  }
}

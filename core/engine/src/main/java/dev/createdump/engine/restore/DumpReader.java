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
    /// What the dump says of itself as a whole; before its files, where it says anything.
    void mark(PartMark mark) throws IOException, Failure;

    /// How many paths it leaves out without a word of each.
    void leftOut(long paths) throws IOException, Failure;

    void file(DumpedFile file) throws IOException, Failure;
  }

  /// @throws MalformedException where it is no dump of a tree, or only a part of one
  void read(InputStream in, Sink sink) throws IOException, Failure;

  /// What the beginning of a dump says of it as a whole.
  static PartMark mark(BufferedInputStream in) throws IOException, Failure {
    PartMark[] found = {PartMark.WHOLE};
    try {
      of(in)
          .read(
              in,
              new Sink() {
                @Override
                public void mark(PartMark mark) throws IOException {
                  found[0] = mark;
                  throw new EnoughException();
                }

                @Override
                public void file(DumpedFile file) throws IOException {
                  throw new EnoughException();
                }

                @Override
                public void leftOut(long paths) {}
              });
    } catch (EnoughException e) {
      return found[0];
    }
    return found[0];
  }

  /// What was asked is known.
  final class EnoughException extends IOException {
    private static final long serialVersionUID = 1L;
  }

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
      default ->
          throw new MalformedException("is no dump with content: md, json, jsonl and archives are");
    };
  }
}

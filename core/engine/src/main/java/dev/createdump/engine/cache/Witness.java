package dev.createdump.engine.cache;

import dev.createdump.engine.source.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Something on disk, and what it was recognised by.
///
/// @param path absolute, or from the top of a tree
/// @param kindOnly whether only that it is a directory counts, whatever happens in it
/// @param mark its bytes
public record Witness(String path, boolean kindOnly, byte[] mark) {
  private static final int MODE = 32;
  private static final int KIND_BITS = 0170000;

  public Witness(String path, boolean kindOnly, Mark mark) {
    this(path, kindOnly, bytes(mark));
  }

  private static byte[] bytes(Mark mark) {
    byte[] bytes = new byte[Mark.BYTES];
    mark.writeTo(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /// Whether it is what it was.
  ///
  /// @param root what the path is from, where it is not absolute
  public boolean holds(Path root) {
    try {
      Mark now = Mark.of(path.isEmpty() ? root : root.resolve(path));
      return kindOnly ? kind(bytes(now)) == kind(mark) : now.isAt(mark, 0);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private static int kind(byte[] mark) {
    return ByteBuffer.wrap(mark).getInt(MODE) & KIND_BITS;
  }
}

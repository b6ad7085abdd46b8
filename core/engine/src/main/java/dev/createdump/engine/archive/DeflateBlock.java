package dev.createdump.engine.archive;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Compresses blocks so that they make up one stream in the deflate format (RFC 1951): each ends at
/// a whole byte, and is compressed with the end of the one before as its dictionary, as in pigz.
final class DeflateBlock implements Blocks.Compressor {
  /// Large enough that its start costs little, small enough that all threads have some.
  static final int SIZE = 1 << 18;

  /// How far back the format can refer.
  private static final int WINDOW = 1 << 15;

  private final Deflater deflater;

  DeflateBlock(int level) {
    this.deflater = new Deflater(level, true);
  }

  @Override
  public Blocks.Chunk compress(byte[] block, int count, byte @Nullable [] before, boolean last) {
    deflater.reset();
    if (before != null) {
      deflater.setDictionary(before, before.length - WINDOW, WINDOW);
    }
    deflater.setInput(block, 0, count);
    if (last) {
      deflater.finish();
    }
    byte[] out = new byte[count / 2 + 1024];
    int size = 0;
    while (true) {
      int room = out.length - size;
      int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
      int made = deflater.deflate(out, size, room, flush);
      size += made;
      if (last ? deflater.finished() : made < room) {
        return new Blocks.Chunk(out, size);
      }
      if (size == out.length) {
        out = Arrays.copyOf(out, out.length * 2);
      }
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}

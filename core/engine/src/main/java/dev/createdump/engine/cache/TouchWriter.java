package dev.createdump.engine.cache;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Writes a {@link TouchFile}: the chunks of an older one as they are, and new ones behind them.
final class TouchWriter implements Closeable {
  /// What is packed at a time.
  private static final int CHUNK = 1 << 16;

  private final FileChannel out;
  private final CRC32C sum = new CRC32C();
  private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK);
  private final List<byte[]> entries = new ArrayList<>();
  private final @Nullable TouchFile older;
  private final int width;
  private long position;

  /// @param width how long the names of commits are
  TouchWriter(Path file, byte[] depends, int width, @Nullable TouchFile older) throws IOException {
    this.out = FileChannel.open(file, StandardOpenOption.WRITE);
    this.width = width;
    this.older = older;
    if (older == null) {
      write(ByteBuffer.wrap(TouchFile.FORMAT));
      write(ByteBuffer.wrap(depends));
    } else {
      older.copy(older.end(), this::write);
    }
  }

  private void write(ByteBuffer piece) throws IOException {
    position += piece.remaining();
    sum.update(piece.duplicate());
    while (piece.hasRemaining()) {
      out.write(piece);
    }
  }

  /// How long the file is so far.
  long position() {
    return position;
  }

  void add(byte[] id, ByteArrayOutputStream bytes) throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(width + TouchFile.PLACE);
    entries.add(entry.put(id).putLong(position).putInt(chunk.size()).array());
    bytes.writeTo(chunk);
    if (chunk.size() >= CHUNK) {
      pack();
    }
  }

  private void pack() throws IOException {
    byte[] bytes = chunk.toByteArray();
    byte[] packed = new byte[bytes.length + bytes.length / 100 + 100];
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      int length = deflater.deflate(packed);
      write(ByteBuffer.allocate(8).putInt(length).putInt(bytes.length).flip());
      write(ByteBuffer.wrap(packed, 0, length));
    } finally {
      deflater.end();
    }
    chunk.reset();
  }

  /// Writes the index and the tail.
  void finish() throws IOException {
    if (chunk.size() > 0) {
      pack();
    }
    long end = position;
    int size = width + TouchFile.PLACE;
    byte[] before = older == null ? new byte[0] : older.index();
    for (int at = 0; at < before.length; at += size) {
      entries.add(Arrays.copyOfRange(before, at, at + size));
    }
    entries.sort(Arrays::compareUnsigned);
    for (byte[] entry : entries) {
      write(ByteBuffer.wrap(entry));
    }
    write(ByteBuffer.allocate(16).putLong(end).putInt(entries.size()).putInt(width).flip());
    write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).flip());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

package dev.createdump.engine.cache;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// A file of what commits changed: a mark of the format, the digest of what it depends on, chunks,
/// an index, and a tail. A chunk has its compressed length, its length, and the bytes of some
/// commits, deflated. The index has for each commit, in the order of their names, its name, where
/// its chunk stands and where it stands in that. The tail says where the index begins, how many
/// commits there are, how long names are, and has a checksum over all before it. Of the file only
/// the index and some chunks are in memory.
final class TouchFile implements Closeable {
  static final byte[] FORMAT = "cdwalk01".getBytes(StandardCharsets.US_ASCII);
  static final int TAIL = 8 + 4 + 4 + 4;

  /// What an entry of the index has beside the name.
  static final int PLACE = 8 + 4;

  private static final int HEAD = FORMAT.length + 32;
  private static final int MOST_ENTRIES = 2_000_000;
  private static final int MOST_CHUNK = 64 << 20;
  private static final int CHUNKS = 8;

  private final FileChannel channel;
  private final long end;
  private final int width;
  private final byte[] index;
  private final Map<Long, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);

  private TouchFile(FileChannel channel, long end, int width, byte[] index) {
    this.channel = channel;
    this.end = end;
    this.width = width;
    this.index = index;
  }

  /// @return null where the file is damaged, or of something else
  static @Nullable TouchFile open(Path file, byte[] depends) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    TouchFile read = null;
    try {
      read = read(channel, depends);
      return read;
    } catch (RuntimeException e) {
      // Whoever wrote this knew how checksums are made; it is as good as nothing.
      return null;
    } finally {
      if (read == null) {
        channel.close();
      }
    }
  }

  private static @Nullable TouchFile read(FileChannel channel, byte[] depends) throws IOException {
    long size = channel.size();
    if (size < HEAD + TAIL) {
      return null;
    }
    byte[] head = bytes(channel, 0, HEAD);
    ByteBuffer tail = ByteBuffer.wrap(bytes(channel, size - TAIL, TAIL));
    long end = tail.getLong();
    int count = tail.getInt();
    int width = tail.getInt();
    boolean whole =
        Arrays.equals(head, 0, FORMAT.length, FORMAT, 0, FORMAT.length)
            && Arrays.equals(head, FORMAT.length, HEAD, depends, 0, depends.length)
            && (width == 20 || width == 32)
            && count >= 0
            && count <= MOST_ENTRIES
            && end >= HEAD
            && end + (long) count * (width + PLACE) == size - TAIL
            && tail.getInt() == sum(channel, size - 4);
    return whole
        ? new TouchFile(channel, end, width, bytes(channel, end, count * (width + PLACE)))
        : null;
  }

  private static int sum(FileChannel channel, long length) throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (long at = 0; at < length; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - at));
      at += read(channel, buffer, at);
      sum.update(buffer.flip());
    }
    return (int) sum.getValue();
  }

  private static int read(FileChannel channel, ByteBuffer into, long at) throws IOException {
    int wanted = into.remaining();
    while (into.hasRemaining()) {
      if (channel.read(into, at + wanted - into.remaining()) < 0) {
        throw new EOFException("a file of the cache became shorter");
      }
    }
    return wanted;
  }

  private static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(channel, ByteBuffer.wrap(bytes), at);
    return bytes;
  }

  int count() {
    return index.length / (width + PLACE);
  }

  int width() {
    return width;
  }

  /// Where the chunks end and the index begins.
  long end() {
    return end;
  }

  /// The entries of the index, in the order of their names.
  byte[] index() {
    return index;
  }

  /// @return a negative number where the commit is not among them
  int find(byte[] id) {
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = middle * (width + PLACE);
      int order = Arrays.compareUnsigned(index, at, at + width, id, 0, id.length);
      if (order == 0) {
        return at;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  /// The bytes of a commit, with all that follows in its chunk.
  ///
  /// @param found what {@link #find} says
  /// @throws RuntimeException where there are none
  ByteBuffer read(int found) throws IOException {
    ByteBuffer place = ByteBuffer.wrap(index, found + width, PLACE);
    byte[] chunk = chunk(place.getLong());
    int at = place.getInt();
    return ByteBuffer.wrap(chunk, at, chunk.length - at);
  }

  private byte[] chunk(long at) throws IOException {
    byte[] known = chunks.get(at);
    if (known != null) {
      return known;
    }
    ByteBuffer head = ByteBuffer.wrap(bytes(channel, at, 8));
    int packed = head.getInt();
    int length = head.getInt();
    if (packed < 0 || packed > end - at - 8 || length < 0 || length > MOST_CHUNK) {
      throw new IllegalArgumentException("no chunk of " + packed + " bytes");
    }
    byte[] chunk = inflated(bytes(channel, at + 8, packed), length);
    if (chunks.size() >= CHUNKS) {
      chunks.remove(chunks.keySet().iterator().next());
    }
    chunks.put(at, chunk);
    return chunk;
  }

  private static byte[] inflated(byte[] packed, int length) {
    Inflater inflater = new Inflater(true);
    try {
      byte[] bytes = new byte[length];
      inflater.setInput(packed);
      if (inflater.inflate(bytes) != length) {
        throw new IllegalArgumentException("a chunk is not as long as it says");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    } finally {
      inflater.end();
    }
  }

  /// Reads the first so many bytes in pieces.
  void copy(long length, Piece to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (long at = 0; at < length; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - at));
      at += read(channel, buffer, at);
      to.take(buffer.flip());
    }
  }

  /// Takes some of the bytes.
  interface Piece {
    void take(ByteBuffer piece) throws IOException;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package dev.createdump.engine.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Raw bytes that are written once and then read at any place: in memory up to a bound, in a
/// private file beyond it, so that a change of any size needs little memory.
///
/// Written by one thread; after the last write, read by any number.
public final class Spool implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 18;

  private final int memoryLimit;
  private final List<byte[]> chunks = new ArrayList<>();
  private long length;
  private @Nullable FileChannel file;

  /// @param memoryLimit how many bytes stay in memory, rounded up to whole chunks of 256 KiB
  public Spool(int memoryLimit) {
    this.memoryLimit = memoryLimit;
  }

  public long length() {
    return length;
  }

  /// Appends bytes.
  public void write(byte[] buffer, int offset, int count) throws IOException {
    int at = offset;
    int left = count;
    while (left > 0) {
      long inMemory = (long) chunks.size() * CHUNK_BYTES;
      if (length == inMemory && inMemory < memoryLimit) {
        chunks.add(new byte[CHUNK_BYTES]);
      } else if (length >= inMemory) {
        writeToFile(buffer, at, left);
        return;
      }
      int within = (int) (length % CHUNK_BYTES);
      int n = Math.min(left, CHUNK_BYTES - within);
      System.arraycopy(buffer, at, chunks.getLast(), within, n);
      length += n;
      at += n;
      left -= n;
    }
  }

  private void writeToFile(byte[] buffer, int offset, int count) throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("create-dump-spool-", null);
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, count);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    length += count;
  }

  /// Reads bytes into a part of an array.
  ///
  /// @throws IndexOutOfBoundsException beyond what was written
  public void read(long position, byte[] target, int offset, int count) throws IOException {
    if (position < 0 || count < 0 || position + count > length) {
      throw new IndexOutOfBoundsException(position + "+" + count + " of " + length);
    }
    long inMemory = (long) chunks.size() * CHUNK_BYTES;
    int done = 0;
    while (done < count && position + done < inMemory) {
      int within = (int) ((position + done) % CHUNK_BYTES);
      int n = Math.min(count - done, CHUNK_BYTES - within);
      byte[] chunk = chunks.get((int) ((position + done) / CHUNK_BYTES));
      System.arraycopy(chunk, within, target, offset + done, n);
      done += n;
    }
    if (done < count) {
      readFile(position + done - inMemory, ByteBuffer.wrap(target, offset + done, count - done));
    }
  }

  private void readFile(long position, ByteBuffer target) throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      throw new IOException("the spool's file is missing");
    }
    long at = position;
    while (target.hasRemaining()) {
      int n = channel.read(target, at);
      if (n < 0) {
        throw new IOException("the spool's file ended early");
      }
      at += n;
    }
  }

  /// A range as one new array.
  public byte[] read(long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    read(position, bytes, 0, count);
    return bytes;
  }

  /// Copies a range to a stream through a bounded buffer.
  public void copyTo(long position, long count, OutputStream out) throws IOException {
    byte[] buffer = new byte[(int) Math.min(count, CHUNK_BYTES)];
    long done = 0;
    while (done < count) {
      int n = (int) Math.min(buffer.length, count - done);
      read(position + done, buffer, 0, n);
      out.write(buffer, 0, n);
      done += n;
    }
  }

  @Override
  public void close() {
    chunks.clear();
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("cannot remove the spool's file", e);
      }
    }
  }
}

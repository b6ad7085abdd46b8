package dev.createdump.gcs;

import com.google.cloud.ReadChannel;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.support.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/// Reads an object as a stream, each piece under the store's deadline. The client goes on where a
/// connection broke, in the same generation of the object.
final class GcsReader extends InputStream {
  private static final int PIECE = 1024 * 1024;

  private final ReadChannel channel;
  private final String subject;
  private final Duration deadline;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
  private boolean ended;

  /// Reads the first piece, to find out whether there is such an object.
  GcsReader(ReadChannel channel, long offset, String subject, Duration deadline)
      throws StoreException {
    this.channel = channel;
    this.subject = subject;
    this.deadline = deadline;
    channel.setChunkSize(PIECE);
    try {
      channel.seek(offset);
    } catch (IOException e) {
      throw GcsErrors.of(subject, e);
    }
    more();
  }

  private void more() throws StoreException {
    piece.clear();
    ended = Deadline.run(deadline, this::fill, () -> GcsErrors.late(subject, deadline));
    piece.flip();
  }

  /// @return whether the object ended
  private boolean fill() throws StoreException {
    try {
      while (piece.hasRemaining()) {
        if (channel.read(piece) < 0) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      throw GcsErrors.of(subject, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, buffer.length);
    if (!channel.isOpen()) {
      throw new IOException("the stream is closed");
    }
    if (count == 0) {
      return 0;
    }
    if (!piece.hasRemaining()) {
      if (ended) {
        return -1;
      }
      more();
      return piece.hasRemaining() ? read(buffer, offset, count) : -1;
    }
    int given = Math.min(count, piece.remaining());
    piece.get(buffer, offset, given);
    return given;
  }

  @Override
  public void close() {
    channel.close();
  }
}

package dev.createdump.engine.redact;

import dev.createdump.engine.base.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// The redacted content of a file of any size, which is read again as it is written.
public final class SafeStream {
  private static final int CHUNK = 1 << 16;

  private final Source source;
  private final List<Spot> spots;
  private final long size;

  /// @param size of the content as it is read
  /// @param spots ascending, none overlapping another
  SafeStream(Source source, long size, List<Spot> spots) {
    this.source = source;
    this.size = size;
    this.spots = List.copyOf(spots);
  }

  /// Content that can be read more than once.
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException, Failure;
  }

  /// Whether anything is hidden in it.
  public boolean isChanged() {
    return !spots.isEmpty();
  }

  /// How many bytes are written.
  public long length() {
    long length = size;
    for (Spot spot : spots) {
      length += spot.mark().length - (spot.end() - spot.start());
    }
    return length;
  }

  /// Writes everything.
  ///
  /// @throws EOFException where the content is shorter than it was
  public void writeTo(OutputStream out) throws IOException, Failure {
    byte[] chunk = new byte[CHUNK];
    long at = 0;
    try (InputStream in = source.open()) {
      for (Spot spot : spots) {
        copy(in, spot.start() - at, chunk, out);
        out.write(spot.mark());
        copy(in, spot.end() - spot.start(), chunk, OutputStream.nullOutputStream());
        at = spot.end();
      }
      copy(in, size - at, chunk, out);
      // What checks the content at its end must come to it.
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void copy(InputStream in, long count, byte[] chunk, OutputStream out)
      throws IOException {
    for (long left = count; left > 0; ) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        throw new EOFException("the content became shorter");
      }
      out.write(chunk, 0, read);
      left -= read;
    }
  }
}

package dev.createdump.engine.redact;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A source with some spots replaced. Without spots it is the source itself.
final class Spliced implements SafePatch {
  private static final int CHUNK = 1 << 16;

  private final ByteSource source;
  private final List<Spot> spots;
  private final long length;

  /// @param spots ascending, none overlapping another
  Spliced(ByteSource source, List<Spot> spots) {
    this.source = source;
    this.spots = List.copyOf(spots);
    long size = source.length();
    for (Spot spot : spots) {
      size += spot.mark().length - (spot.end() - spot.start());
    }
    this.length = size;
  }

  boolean isChanged() {
    return !spots.isEmpty();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(length));
    writeTo(out);
    return out.toByteArray();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, source.length()))];
    long position = 0;
    for (Spot spot : spots) {
      copy(position, spot.start(), chunk, out);
      out.write(spot.mark());
      position = spot.end();
    }
    copy(position, source.length(), chunk, out);
  }

  private void copy(long from, long to, byte[] chunk, OutputStream out) throws IOException {
    long position = from;
    while (position < to) {
      int count = source.read(position, chunk, 0, (int) Math.min(chunk.length, to - position));
      if (count <= 0) {
        throw new EOFException("the patch ends at " + position + " of " + source.length());
      }
      out.write(chunk, 0, count);
      position += count;
    }
  }
}

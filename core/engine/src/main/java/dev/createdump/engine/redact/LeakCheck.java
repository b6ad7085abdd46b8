package dev.createdump.engine.redact;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/// Passes bytes on and looks in them for every secret that should have been redacted, in all its
/// forms. What it saw is known for sure once the stream was closed.
public final class LeakCheck extends FilterOutputStream {
  private static final int CHUNK = 1 << 16;

  private final ValueSearch search;
  private final SortedSet<Integer> slipped = new TreeSet<>();
  private final byte[] buffer;
  private int size;

  LeakCheck(OutputStream out, ValueSearch search) {
    super(out);
    this.search = search;
    this.buffer = new byte[search.isEmpty() ? 0 : CHUNK + search.longest()];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    feed(bytes, from, count);
  }

  private void feed(byte[] bytes, int from, int count) {
    if (search.isEmpty()) {
      return;
    }
    int position = from;
    while (position < from + count) {
      if (size == buffer.length) {
        look();
      }
      int part = Math.min(from + count - position, buffer.length - size);
      System.arraycopy(bytes, position, buffer, size, part);
      size += part;
      position += part;
    }
  }

  /// Writes what was searched already: only where it meets what stands before and behind it is
  /// looked again.
  public void write(SearchedChunk chunk) throws IOException {
    slipped.addAll(chunk.slipped());
    int edge = Math.max(0, search.longest() - 1);
    if (chunk.size() <= 2 * edge) {
      write(chunk.bytes(), 0, chunk.size());
      return;
    }
    out.write(chunk.bytes(), 0, chunk.size());
    feed(chunk.bytes(), 0, edge);
    if (!search.isEmpty()) {
      look();
      // What lies between the edges was searched; the buffer goes on behind it.
      size = 0;
      feed(chunk.bytes(), chunk.size() - edge, edge);
    }
  }

  /// Searches the buffer and keeps as much of its end as the start of a value may take.
  private void look() {
    search.search(buffer, 0, size, (needle, start) -> slipped.add(needle.secret()));
    int keep = Math.min(size, search.longest() - 1);
    System.arraycopy(buffer, size - keep, buffer, 0, keep);
    size = keep;
  }

  @Override
  public void close() throws IOException {
    if (!search.isEmpty()) {
      look();
      Arrays.fill(buffer, (byte) 0);
      size = 0;
    }
    super.close();
  }

  /// Whether a secret went through. Meaningful after {@link #close()}.
  public boolean leaked() {
    return !slipped.isEmpty();
  }

  /// How many different secrets went through.
  public int count() {
    return slipped.size();
  }
}

package dev.createdump.engine.base;

import java.io.InputStream;

/// Counts what is read.
public final class CountedInputStream extends TappedInputStream {
  private long count;

  public CountedInputStream(InputStream in) {
    super(in);
  }

  /// Bytes read so far.
  public long count() {
    return count;
  }

  @Override
  protected void seen(byte[] buffer, int offset, int read) {
    count += Math.max(0, read);
  }
}

package dev.createdump.engine.base;

import java.io.IOException;
import java.io.InputStream;

/// What another stream yields, every piece of which is seen on its way. Nothing is skipped unseen.
public abstract class TappedInputStream extends BulkInputStream {
  private final InputStream in;

  /// @param in is closed with this stream
  protected TappedInputStream(InputStream in) {
    this.in = in;
  }

  /// Sees what was read.
  ///
  /// @param count how many bytes, or -1 at the end
  /// @throws IOException where nobody may have it
  protected abstract void seen(byte[] buffer, int offset, int count) throws IOException;

  @Override
  public final int read(byte[] buffer, int offset, int count) throws IOException {
    int read = in.read(buffer, offset, count);
    seen(buffer, offset, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

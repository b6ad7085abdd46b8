package dev.createdump.engine.sweep;

import dev.createdump.engine.base.BulkInputStream;
import dev.createdump.engine.redact.ByteSource;
import dev.createdump.engine.source.Spool;
import java.io.IOException;
import java.io.InputStream;

/// What was read from a stream, to be read again.
public final class SpoolSource implements ByteSource {
  private final Spool spool;

  public SpoolSource(Spool spool) {
    this.spool = spool;
  }

  @Override
  public long length() {
    return spool.length();
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int count) throws IOException {
    int available = (int) Math.min(count, spool.length() - position);
    spool.read(position, buffer, offset, available);
    return available;
  }

  /// The content from its start.
  public InputStream stream() {
    return new BulkInputStream() {
      private long position;

      @Override
      public int read(byte[] buffer, int offset, int count) throws IOException {
        if (position == spool.length()) {
          return -1;
        }
        int read = SpoolSource.this.read(position, buffer, offset, count);
        position += read;
        return read;
      }
    };
  }
}

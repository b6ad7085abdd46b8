package dev.createdump.engine.redact;

import java.io.IOException;
import java.util.Objects;

/// Bytes that can be read at any place, any number of times: in memory, or in a file too large for
/// it. Does not change while it is read; several threads may read at once.
public interface ByteSource {
  /// The length in bytes.
  long length();

  /// Reads bytes.
  ///
  /// @param position from where
  /// @param buffer takes the bytes
  /// @param offset where in the buffer the first one goes
  /// @param count how many to read at most
  /// @return how many were read: at least one, unless `count` is 0 or the position is the end
  int read(long position, byte[] buffer, int offset, int count) throws IOException;

  /// A source over an array, which must not change.
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public int read(long position, byte[] buffer, int offset, int count) {
        Objects.checkIndex(position, bytes.length + 1L);
        int available = (int) Math.min(count, bytes.length - position);
        System.arraycopy(bytes, (int) position, buffer, offset, available);
        return available;
      }
    };
  }
}

package dev.createdump.engine.archive;

import java.io.IOException;
import java.io.OutputStream;

/// A stream whose bytes go into another one, compressed or not.
abstract class Packing extends OutputStream {
  private final byte[] one = new byte[1];

  @Override
  public void write(int b) throws IOException {
    one[0] = (byte) b;
    write(one, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int from, int count) throws IOException;

  /// Writes what stands behind everything. The other stream stays open.
  abstract void finish() throws IOException;

  /// Ends the threads.
  @Override
  public abstract void close();
}

package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;

/// Hands patch text to a sink in pieces.
final class SinkStream extends OutputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Git.DiffSink sink;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;

  SinkStream(Git.DiffSink sink) {
    this.sink = sink;
  }

  /// The sink's failure, on its way through code that knows exceptions of streams only.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    private Refused(Failure failure) {
      super(failure);
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  @Override
  public void write(int b) throws IOException {
    if (size == buffer.length) {
      flush();
    }
    buffer[size++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - size) {
      flush();
    }
    if (length > buffer.length) {
      pass(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, size, length);
      size += length;
    }
  }

  @Override
  public void flush() throws IOException {
    pass(buffer, 0, size);
    size = 0;
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    try {
      sink.patch(bytes, offset, length);
    } catch (Failure e) {
      throw new Refused(e);
    }
  }
}

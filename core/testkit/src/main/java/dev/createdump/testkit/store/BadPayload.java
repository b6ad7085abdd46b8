package dev.createdump.testkit.store;

import dev.createdump.spi.Payload;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Payloads that are not what they announce: 100,000 zero bytes.
public enum BadPayload {
  /// Ends one byte early.
  SHORT,
  /// Has nothing at all.
  EMPTY,
  /// Goes on for one byte.
  LONG,
  /// Has the right length and another byte in the middle.
  OTHER,
  /// Breaks off half-way.
  BROKEN,
  /// Cannot be opened.
  UNREADABLE;

  private static final int LENGTH = 100_000;

  /// The payload.
  public Payload payload() {
    Payload announced = Payload.of(new byte[LENGTH]);
    return new Payload() {
      @Override
      public long length() {
        return announced.length();
      }

      @Override
      public String sha256() {
        return announced.sha256();
      }

      @Override
      public InputStream open() throws IOException {
        return content();
      }
    };
  }

  private InputStream content() throws IOException {
    return switch (this) {
      case SHORT -> zeros(LENGTH - 1);
      case EMPTY -> zeros(0);
      case LONG -> zeros(LENGTH + 1);
      case OTHER -> {
        byte[] content = new byte[LENGTH];
        content[LENGTH / 2] = 1;
        yield new ByteArrayInputStream(content);
      }
      case BROKEN -> new Breaking(zeros(LENGTH / 2));
      case UNREADABLE -> throw new IOException("unreadable on purpose");
    };
  }

  private static InputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  /// Throws where the underlying stream ends.
  private static final class Breaking extends FilterInputStream {
    Breaking(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count < 0) {
        throw new IOException("broken on purpose");
      }
      return count;
    }
  }
}

package dev.createdump.engine.bucket;

import dev.createdump.engine.base.TappedInputStream;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;

/// Tells a listener how far the payloads are read while they are stored.
public final class ObservedStore extends StoreDecorator {
  private final Listener listener;

  /// Hears of progress, from the threads that store.
  @FunctionalInterface
  public interface Listener {
    /// @param key the object that is being stored
    /// @param position the bytes read so far; starts again from 0 where a store sends again
    /// @param length the length of the whole object in bytes
    void read(ObjectKey key, long position, long length);
  }

  public ObservedStore(Store inner, Listener listener) {
    super(inner);
    this.listener = listener;
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    return inner.put(key, new Observed(key, payload), options);
  }

  private final class Observed implements Payload {
    private final ObjectKey key;
    private final Payload payload;

    Observed(ObjectKey key, Payload payload) {
      this.key = key;
      this.payload = payload;
    }

    @Override
    public long length() {
      return payload.length();
    }

    @Override
    public String sha256() {
      return payload.sha256();
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = payload.open();
      listener.read(key, 0, length());
      return new Counting(in, this);
    }
  }

  private final class Counting extends TappedInputStream {
    private final Observed observed;
    private long position;

    Counting(InputStream in, Observed observed) {
      super(in);
      this.observed = observed;
    }

    @Override
    protected void seen(byte[] buffer, int offset, int count) {
      if (count > 0) {
        position += count;
        listener.read(observed.key, position, observed.length());
      }
    }

    @Override
    public long skip(long count) throws IOException {
      throw new IOException("a payload that is observed is read, not skipped");
    }
  }
}

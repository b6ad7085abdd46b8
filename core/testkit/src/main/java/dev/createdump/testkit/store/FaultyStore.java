package dev.createdump.testkit.store;

import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sound store on an unsound network: a {@link Fault} decides, before and after each call,
/// whether it fails. A call that fails afterwards has had its effect, as when an answer is lost.
public final class FaultyStore extends ForwardingStore {
  /// The calls that can fail.
  public enum Call {
    PUT,
    OPEN,
    STAT,
    LIST
  }

  /// When a call fails.
  public enum Moment {
    /// Before it reaches the store.
    BEFORE,
    /// After the store has done it.
    AFTER
  }

  /// Decides what fails.
  @FunctionalInterface
  public interface Fault {
    /// Throws where this call is to fail.
    ///
    /// @param subject the key, or the prefix of a listing
    void strike(Call call, Moment moment, String subject) throws StoreException;

    /// Every put of a key that ends so fails.
    static Fault onPut(String keyEnd, Moment when, StoreException.Code code) {
      return (call, moment, subject) -> {
        if (call == Call.PUT && moment == when && subject.endsWith(keyEnd)) {
          throw new StoreException(code, subject, "failed on purpose");
        }
      };
    }
  }

  private final Fault fault;

  public FaultyStore(Store delegate, Fault fault) {
    super(delegate);
    this.fault = fault;
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    return around(Call.PUT, key.value(), () -> delegate().put(key, payload, options));
  }

  @Override
  public InputStream open(ObjectKey key) throws StoreException {
    return around(Call.OPEN, key.value(), () -> delegate().open(key));
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    return around(Call.STAT, key.value(), () -> delegate().stat(key));
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    return around(Call.LIST, prefix, () -> delegate().list(prefix, tokenOrNull, max));
  }

  private <T> T around(Call call, String subject, Work<T> work) throws StoreException {
    fault.strike(call, Moment.BEFORE, subject);
    T result = work.run();
    fault.strike(call, Moment.AFTER, subject);
    return result;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws StoreException;
  }
}

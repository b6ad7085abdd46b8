package dev.createdump.engine.bucket;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records what would be stored and stores nothing. Reading and listing show what is there.
///
/// What the real store would refuse by its capabilities, or because the object is there already, is
/// refused here too. It does not run the stores' contract, whose first sentence is that what was
/// put can be read.
public final class DryRunStore extends StoreDecorator {
  private final List<Planned> planned = new CopyOnWriteArrayList<>();

  /// One object that would have been stored.
  ///
  /// @param key its key
  /// @param length its length in bytes
  /// @param sha256 its SHA-256 in lower-case hexadecimal digits
  /// @param options how it would have been stored
  public record Planned(ObjectKey key, long length, String sha256, PutOptions options) {}

  public DryRunStore(Store inner) {
    super(inner);
  }

  /// What would have been stored so far, in order.
  public List<Planned> planned() {
    return List.copyOf(planned);
  }

  /// @return a receipt that says `created = false`
  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    String subject = key.under(uri()).toString();
    options.require(capabilities(), subject);
    if (stat(key).isPresent() && options.precondition() == PutOptions.Precondition.ABSENT) {
      throw new StoreException(
          StoreException.Code.ALREADY_EXISTS, subject, "an object has this key");
    }
    planned.add(new Planned(key, payload.length(), payload.sha256(), options));
    return new Receipt(
        key.under(uri()), payload.length(), payload.sha256(), false, null, null, null);
  }
}

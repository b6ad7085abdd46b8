package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.StoreOptions;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.bucket.UnknownSchemeException;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Delivers what waits in an outbox. What is delivered is removed; what a store still does not take
/// stays and is told at the end. To deliver twice has the effect of once: objects are created only
/// where there are none.
public final class Deliveries {
  private final Outbox outbox;
  private final Stores stores;
  private final Environment environment;

  public Deliveries(Outbox outbox, Stores stores, Environment environment) {
    this.outbox = outbox;
    this.stores = stores;
    this.environment = environment;
  }

  /// Hears of each delivery that is done.
  @FunctionalInterface
  public interface Listener {
    /// @param receipts what the store answered for the dump's files
    void delivered(List<Receipt> receipts);
  }

  /// Delivers everything that can be.
  ///
  /// @throws Failure where something could not be delivered: the first reason, after all was tried
  public int run(Listener listener) throws Failure {
    List<Failure> failures = new ArrayList<>();
    int done = 0;
    for (Outbox.Delivery delivery : outbox.waiting()) {
      Failure failure = deliver(delivery, listener);
      if (failure == null) {
        outbox.remove(delivery);
        done++;
      } else {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return done;
  }

  private @Nullable Failure deliver(Outbox.Delivery delivery, Listener listener) throws Failure {
    URI uri = URI.create(delivery.upload().uri());
    try (Bucket bucket =
        new Bucket(stores.open(uri, StoreOptions.context(delivery.upload(), environment)))) {
      listener.delivered(bucket.publish(delivery.dump(), StoreOptions.objects(delivery.upload())));
      return null;
    } catch (UnknownSchemeException e) {
      return new Failure.Usage("cannot upload: " + e.getMessage(), "");
    } catch (StoreException e) {
      return new Failure.Stored(e, "It still waits in " + outbox.directory() + ".");
    }
  }
}

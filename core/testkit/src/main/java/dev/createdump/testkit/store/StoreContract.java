package dev.createdump.testkit.store;

import dev.createdump.spi.Store;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// What every store guarantees, as one suite: the sentences of {@link Store} and
/// {@link dev.createdump.spi.StoreException}, each with the tests that fail when it is broken.
///
/// A store's own test extends this class and supplies {@link #environment}, once for each setting
/// of capabilities it has. Where a capability is declared it must work; where it is not it must be
/// refused. Decorators run the same suite over a store that passes it.
@Timeout(120)
public abstract class StoreContract
    implements PutFacts, ReadFacts, ListFacts, CapabilityFacts, LifecycleFacts {
  private @Nullable StoreEnvironment place;
  private @Nullable Store store;

  /// A fresh, empty place. Called once for each test; the suite closes it.
  protected abstract StoreEnvironment environment() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    StoreEnvironment fresh = environment();
    place = fresh;
    store = fresh.open();
  }

  @AfterEach
  final void closeStore() throws Exception {
    // Where the environment is missing, and the test is skipped, there is nothing to close.
    if (store != null) {
      store.close();
    }
    if (place != null) {
      place.close();
    }
  }

  @Override
  public final Store store() {
    return Objects.requireNonNull(store);
  }

  @Override
  public final StoreEnvironment place() {
    return Objects.requireNonNull(place);
  }
}

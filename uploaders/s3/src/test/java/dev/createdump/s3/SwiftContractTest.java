package dev.createdump.s3;

import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;

/// The contract of a store that says what Swift cannot do: the rest of it works there, and what
/// does not is refused.
class SwiftContractTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() throws Exception {
    return LocalPlace.in(Swift.get().bucket(), Swift.get(), Swift.SETTINGS, Swift.LACKS);
  }
}

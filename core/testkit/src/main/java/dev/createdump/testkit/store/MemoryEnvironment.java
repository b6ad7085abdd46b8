package dev.createdump.testkit.store;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Store;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// An environment in memory, over which decorators run the contract.
public class MemoryEnvironment implements StoreEnvironment {
  private final MemoryStore.Place place = new MemoryStore.Place(URI.create("memory://contract"));
  private final Set<Capability> capabilities;

  public MemoryEnvironment(Set<Capability> capabilities) {
    this.capabilities = Set.copyOf(capabilities);
  }

  @Override
  public Store open() {
    return new MemoryStore(place, capabilities);
  }

  @Override
  public Optional<Kept> inspect(ObjectKey key) {
    return place.kept(key);
  }

  @Override
  public byte[] fetch(URI signedUrl) throws IOException {
    return place.fetch(signedUrl);
  }
}

package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.testkit.store.FaultyStore;
import dev.createdump.testkit.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies in whatever store is installed, found and opened as for uploads.
class StorePolicyTest {
  private static final String POLICY = "[policy]\non_unreachable = 'last-good'\n";

  private static volatile boolean down;

  @TempDir Path dir;

  /// The store of a test, installed as any other.
  public static final class Provider implements StoreProvider {
    private static final MemoryStore.Place PLACE =
        new MemoryStore.Place(URI.create("memory://policies/org"));

    @Override
    public Set<String> schemes() {
      return Set.of("memory");
    }

    @Override
    public Store open(URI uri, StoreContext context) {
      assertThat(uri).hasToString("memory://policies/org");
      Store sound = new MemoryStore(PLACE, EnumSet.allOf(Capability.class));
      return new FaultyStore(
          sound,
          (call, moment, subject) -> {
            if (down) {
              throw new StoreException(StoreException.Code.UNAVAILABLE, subject, "down");
            }
          });
    }
  }

  @BeforeEach
  void fill() throws Exception {
    down = false;
    Store store = new MemoryStore(Provider.PLACE, EnumSet.allOf(Capability.class));
    put(store, "p.toml", POLICY);
    put(store, "large.toml", "#".repeat(300 << 10));
  }

  private static void put(Store store, String key, String text) throws StoreException {
    Payload payload = Payload.of(text.getBytes(StandardCharsets.UTF_8));
    store.put(new ObjectKey(key), payload, PutOptions.replace("text/plain"));
  }

  private Stores stores() {
    try {
      Path services = Files.createDirectories(dir.resolve("plugin/META-INF/services"));
      Files.writeString(services.resolve(StoreProvider.class.getName()), Provider.class.getName());
      URL[] plugin = {dir.resolve("plugin").toUri().toURL()};
      return Stores.find(new URLClassLoader(plugin, getClass().getClassLoader()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Fetching fetching() {
    return new Fetching(dir).stores(this::stores);
  }

  @Test
  void isReadAndKept() throws Exception {
    PolicySource source = fetching().fetch("memory://policies/org/p.toml");
    assertThat(source.sha256()).isEqualTo(Digests.sha256Hex(POLICY));
    down = true;
    assertThat(fetching().fetch("memory://policies/org/p.toml").arrival())
        .isEqualTo(PolicySource.Arrival.LAST_GOOD);
  }

  @Test
  void whatIsNotThereOrTooLargeIsRefused() {
    for (String uri :
        new String[] {
          "memory://policies/org/none.toml",
          "memory://policies/org/large.toml",
          "memory://policies/org/",
          "unheard://policies/org/p.toml"
        }) {
      assertThatThrownBy(() -> fetching().fetch(uri)).isInstanceOf(Failure.Policy.class);
    }
  }
}

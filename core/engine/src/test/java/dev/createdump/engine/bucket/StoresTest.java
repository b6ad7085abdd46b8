package dev.createdump.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.testkit.store.MemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {
  private static final StoreContext CONTEXT =
      new StoreContext(Map.of(), Map.of(), Duration.ofSeconds(1));

  private static final class MemoryProvider implements StoreProvider {
    @Override
    public Set<String> schemes() {
      return Set.of("memory", "mem");
    }

    @Override
    public Store open(URI uri, StoreContext context) {
      return new MemoryStore();
    }
  }

  private static final class OtherProvider implements StoreProvider {
    @Override
    public Set<String> schemes() {
      return Set.of("mem");
    }

    @Override
    public Store open(URI uri, StoreContext context) {
      return new MemoryStore();
    }
  }

  private final Stores stores = Stores.of(List.of(new FileStoreProvider(), new MemoryProvider()));

  @Test
  void findsTheInstalledStores(@TempDir Path directory) throws StoreException {
    Stores found = Stores.find(StoresTest.class.getClassLoader());
    assertThat(found.schemes()).contains("file");
    try (Store store = found.open(directory.toUri(), CONTEXT)) {
      assertThat(store.uri()).hasToString("file://" + directory);
    }
  }

  @Test
  void opensByTheSchemeInAnyCase() throws StoreException {
    assertThat(stores.schemes()).containsExactly("file", "mem", "memory");
    assertThat(stores.open(URI.create("MEM://x/y"), CONTEXT)).isInstanceOf(MemoryStore.class);
  }

  @Test
  void unknownSchemeNamesTheKnown() {
    assertThatExceptionOfType(UnknownSchemeException.class)
        .isThrownBy(() -> stores.open(URI.create("ftp://x/y"), CONTEXT))
        .withMessage("no store for ftp:; known schemes: file, mem, memory");
    assertThatExceptionOfType(UnknownSchemeException.class)
        .isThrownBy(() -> stores.open(URI.create("some/dir"), CONTEXT))
        .withMessageContaining("has a scheme");
  }

  @Test
  void twoStoresForOneSchemeAreNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Stores.of(List.of(new MemoryProvider(), new OtherProvider())))
        .withMessageContaining("mem:")
        .withMessageContaining("MemoryProvider")
        .withMessageContaining("OtherProvider");
  }

  @ParameterizedTest
  @CsvSource({
    "mem:up, mem:up: a store is named mem://…",
    "MEM:up, MEM:up: a store is named mem://…",
    "mem:///d?x=1, mem:///d…: a URI that names a store has no query",
    "mem://me:pw@host/d, mem://…@host/d: credentials have no place in a URI",
    "file://host/x, file://host/x: a file URI has no host and no user: file:///directory"
  })
  void whatIsRefusedIsNamed(String uri, String message) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> stores.open(URI.create(uri), CONTEXT))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mem://user:s3cret@host/x",
        "mem:s3cret@host?s3cret#s3cret",
        "mem://s3cret@host/x",
        "mem://user:s3cret@under_score/x",
        "mem://host/x?sig=s3cret",
        "mem://host/x#s3cret",
        "mem:s3cret@host"
      })
  void refusesWhatMayBeASecretAndDoesNotRepeatIt(String uri) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> stores.open(URI.create(uri), CONTEXT))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(StoreException.Code.INVALID);
              assertThat(e.toString()).doesNotContain("s3cret");
            });
  }
}

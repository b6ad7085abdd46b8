package dev.createdump.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.store.StoreProviderContract;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreProviderTest extends StoreProviderContract {
  @TempDir private Path directory;

  @Override
  protected StoreProvider provider() {
    return new FileStoreProvider();
  }

  @Override
  protected URI uri() {
    return URI.create("file://" + directory);
  }

  @Override
  protected Set<StoreSetting> understood() {
    return Set.of();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:relative", "file://host/dir", "file:///dir?x", "file:///dir#x", "file:///"})
  void refusesWhatIsNoDirectorysUri(String uri) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> provider().open(URI.create(uri), context()))
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.INVALID);
  }

  @Test
  void createsNoDirectory() {
    Path missing = directory.resolve("missing");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> provider().open(missing.toUri(), context()))
        .withMessageContaining("create it first")
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.NOT_FOUND);
    assertThat(missing).doesNotExist();
  }

  @Test
  void opensADirectoryWithASpaceInItsName() throws Exception {
    Path spaced = Files.createDirectory(directory.resolve("a b"));
    assertThat(provider().open(spaced.toUri(), context()).uri()).hasToString(uri() + "/a%20b");
  }
}

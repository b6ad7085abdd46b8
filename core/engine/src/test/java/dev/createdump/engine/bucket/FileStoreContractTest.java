package dev.createdump.engine.bucket;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

class FileStoreContractTest extends StoreContract {
  @TempDir private Path directory;

  @Override
  protected StoreEnvironment environment() {
    Assumptions.assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding", "?")).newEncoder().canEncode('漢'),
        "file names need a UTF-8 locale here: set LC_ALL=C.UTF-8");
    return new StoreEnvironment() {
      @Override
      public Store open() throws StoreException {
        return FileStore.open(directory);
      }
    };
  }
}

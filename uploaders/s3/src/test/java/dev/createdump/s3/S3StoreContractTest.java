package dev.createdump.s3;

import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3StoreContractTest extends StoreContract {
  private static LocalS3 server;

  @BeforeAll
  static void start() throws Exception {
    server = new LocalS3();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected StoreEnvironment environment() {
    return LocalPlace.fresh(server, Map.of());
  }
}

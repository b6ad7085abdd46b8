package dev.createdump.azure;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetRequest;
import dev.createdump.testkit.store.StoreFaultContract;
import java.io.IOException;
import java.time.Duration;

class AzureFaultsTest extends StoreFaultContract {
  @Override
  protected FaultPlace freshPlace() throws Exception {
    AzuriteEnvironment azurite =
        new AzuriteEnvironment()
            .with(StoreSetting.PART_SIZE, "262144")
            .with(StoreSetting.MULTIPART_THRESHOLD, "262144");
    return new FaultPlace() {
      @Override
      public Store open(Duration deadline) throws StoreException {
        return azurite.with(deadline).open();
      }

      @Override
      public FaultyProxy proxy() {
        return azurite.proxy();
      }

      @Override
      public boolean isData(NetRequest request) {
        return true;
      }

      @Override
      public void close() throws IOException {
        azurite.close();
      }
    };
  }
}

package dev.createdump.gcs;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetRequest;
import dev.createdump.testkit.store.StoreFaultContract;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

class GcsFaultsTest extends StoreFaultContract {
  @Override
  protected FaultPlace freshPlace() throws Exception {
    FakeGcsEnvironment gcs =
        new FakeGcsEnvironment()
            .with(StoreSetting.PART_SIZE, "262144")
            .with(StoreSetting.MULTIPART_THRESHOLD, "262144");
    return new FaultPlace() {
      @Override
      public Store open(Duration deadline) throws StoreException {
        return gcs.with(deadline).open();
      }

      @Override
      public FaultyProxy proxy() {
        return gcs.proxy();
      }

      @Override
      public boolean isData(NetRequest request) {
        return !request.target().equals("/token");
      }

      @Override
      public Optional<Integer> unfinished() {
        return Optional.of(gcs.fake().unfinishedUploads());
      }

      @Override
      public void close() throws IOException {
        gcs.close();
      }
    };
  }
}

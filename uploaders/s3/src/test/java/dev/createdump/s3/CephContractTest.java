package dev.createdump.s3;

import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;

/// The contract in a bucket without versions.
class CephContractTest extends StoreContract {
  @Override
  protected StoreEnvironment environment() throws Exception {
    return LocalPlace.in(Ceph.get().bucket(false), Ceph.get(), Ceph.SETTINGS, Ceph.LACKS);
  }
}

package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// The contract in a bucket that locks objects, and so keeps versions, but for one fact: there this
/// version of Ceph does not hold to the condition of a write.
class CephLockContractTest extends StoreContract {
  private static final int RACERS = 8;

  @Override
  protected StoreEnvironment environment() throws Exception {
    return LocalPlace.in(Ceph.get().bucket(true), Ceph.get(), Ceph.SETTINGS, Ceph.LACKS_LOCKING);
  }

  /// Whoever writes at the same moment as another is told, at most one is told of success, and
  /// every content that was taken is there as a version.
  @Test
  @Override
  public void createOnlyHasOneWinner() throws Exception {
    List<Future<Optional<StoreException.Code>>> racers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
      for (int i = 0; i < RACERS; i++) {
        String content = "racer " + i;
        racers.add(threads.submit(() -> create(content)));
      }
    }
    List<StoreException.Code> refusals = new ArrayList<>();
    for (Future<Optional<StoreException.Code>> racer : racers) {
      racer.get().ifPresent(refusals::add);
    }
    assertThat(refusals)
        .hasSizeGreaterThanOrEqualTo(RACERS - 1)
        .isSubsetOf(StoreException.Code.ALREADY_EXISTS, StoreException.Code.UNSUPPORTED);
    long late = refusals.stream().filter(StoreException.Code.ALREADY_EXISTS::equals).count();
    try (S3Client client = Ceph.get().client()) {
      String bucket = place().open().uri().getAuthority();
      List<ObjectVersion> versions =
          client.listObjectVersions(list -> list.bucket(bucket)).versions();
      assertThat(versions).hasSize(RACERS - (int) late);
    }
  }

  private Optional<StoreException.Code> create(String content) {
    try {
      store()
          .put(
              new ObjectKey("race"),
              Payload.of(content.getBytes(StandardCharsets.UTF_8)),
              PutOptions.createOnly("text/plain"));
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e.code());
    }
  }
}

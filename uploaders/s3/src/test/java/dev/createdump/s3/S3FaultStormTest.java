package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import dev.createdump.testkit.net.NetRequest;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A network that breaks two requests of five, in every way, under several uploaders of the same
/// objects at once: nothing is lost, duplicated or half-visible.
class S3FaultStormTest {
  private static final long SEED = 20261121L;
  private static final int LARGE = 6 << 20;

  @Test
  void survivesAShower() throws Exception {
    storm(40, 60);
  }

  /// `./verify -pl uploaders/s3 -am -Dtest.excludedGroups= -Dtest=S3FaultStormTest
  /// -Dsurefire.failIfNoSpecifiedTests=false`
  @Test
  @Tag("long")
  void survivesAStorm() throws Exception {
    storm(700, 1000);
  }

  private static void storm(int objects, int leastFaults) throws Exception {
    Weather weather = new Weather();
    try (LocalS3 server = new LocalS3();
        FaultyProxy proxy = server.behind(weather::next)) {
      Map<ObjectKey, Payload> wanted = payloads(objects);
      try (Store store = store(server, proxy.uri());
          ExecutorService threads = Executors.newFixedThreadPool(8)) {
        List<Callable<Void>> work = new ArrayList<>();
        for (Map.Entry<ObjectKey, Payload> each : wanted.entrySet()) {
          Callable<Void> upload = () -> upload(store, each.getKey(), each.getValue());
          work.add(upload);
          work.add(upload);
        }
        for (Future<Void> done : threads.invokeAll(work)) {
          done.get();
        }
      }
      assertThat(weather.faults()).isGreaterThan(leastFaults);
      try (Store sound = store(server, server.endpoint())) {
        assertThat(keys(sound)).containsExactlyElementsOf(wanted.keySet());
        for (Map.Entry<ObjectKey, Payload> each : wanted.entrySet()) {
          try (InputStream in = sound.open(each.getKey())) {
            assertThat(Payload.of(in.readAllBytes()).sha256())
                .as("seed %d, %s", SEED, each.getKey())
                .isEqualTo(each.getValue().sha256());
          }
        }
      }
    }
  }

  /// Weather of a fixed seed; what request meets which fault still depends on the threads.
  private static final class Weather {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int faults;

    synchronized @Nullable NetFault next(NetRequest request) {
      NetFault fault =
          switch (random.nextInt(20)) {
            case 0 -> LocalS3.error(request, 503, "SlowDown");
            case 1, 2 -> LocalS3.error(request, 500, "InternalError");
            case 3 -> new NetFault.ResetRequest(0);
            case 4 -> new NetFault.ResetRequest(1000);
            case 5 -> new NetFault.LoseAnswer();
            case 6 -> new NetFault.CutAnswer();
            case 7 -> LocalS3.error(request, 502, "BadGateway");
            default -> null;
          };
      faults += fault == null ? 0 : 1;
      return fault;
    }

    synchronized int faults() {
      return faults;
    }
  }

  private static Map<ObjectKey, Payload> payloads(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<ObjectKey, Payload> payloads = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] content = new byte[i % 40 == 7 ? LARGE : random.nextInt(20_000)];
      random.nextBytes(content);
      payloads.put(new ObjectKey("storm/" + i), Payload.of(content));
    }
    return payloads;
  }

  private static Store store(LocalS3 server, URI endpoint) throws StoreException {
    return new S3Provider()
        .open(
            URI.create("s3://" + LocalS3.BUCKET + "/p"),
            new StoreContext(
                Map.of(
                    StoreSetting.ENDPOINT, endpoint.toString(),
                    StoreSetting.PART_SIZE, "5242880",
                    StoreSetting.MULTIPART_THRESHOLD, "5242880"),
                server.keys(),
                Duration.ofMinutes(2)));
  }

  /// What everybody above a store does: who comes second looks whether it is the same.
  private static Void upload(Store store, ObjectKey key, Payload payload) throws StoreException {
    PutOptions options =
        PutOptions.createOnly("text/plain").withMetadata(Map.of("sha256", payload.sha256()));
    try {
      store.put(key, payload, options);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS) {
        throw e;
      }
      assertThat(stat(store, key)).contains(Map.of("sha256", payload.sha256()));
    }
    return null;
  }

  /// An answer can break off where nobody but its reader can tell.
  private static Optional<Map<String, String>> stat(Store store, ObjectKey key)
      throws StoreException {
    for (int attempt = 1; ; attempt++) {
      try {
        return store.stat(key).map(ObjectStat::metadata);
      } catch (StoreException e) {
        if (e.code() != StoreException.Code.UNAVAILABLE || attempt == 5) {
          throw e;
        }
      }
    }
  }

  private static List<ObjectKey> keys(Store store) throws StoreException {
    List<ObjectKey> keys = new ArrayList<>();
    @Nullable String token = null;
    do {
      var page = store.list("", token, 1000);
      page.objects().forEach(object -> keys.add(object.key()));
      token = page.nextOrNull();
    } while (token != null);
    return keys;
  }
}

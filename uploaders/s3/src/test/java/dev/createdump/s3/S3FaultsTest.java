package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import dev.createdump.testkit.net.NetRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes wrong between us and a store ends in the right code, with words that help, in time.
@Timeout(60)
class S3FaultsTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final Payload SMALL = Payload.of("evidence".getBytes(StandardCharsets.UTF_8));
  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final Duration SLOW = Duration.ofMillis(700);

  private static LocalS3 server;

  @BeforeAll
  static void start() throws Exception {
    server = new LocalS3();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ObjectKey key() {
    return new ObjectKey("faults/" + KEYS.incrementAndGet());
  }

  private static Store store(URI endpoint, Map<StoreSetting, String> more, Duration deadline)
      throws StoreException {
    Map<StoreSetting, String> settings = new HashMap<>(more);
    settings.put(StoreSetting.ENDPOINT, endpoint.toString());
    return new S3Provider()
        .open(
            URI.create("s3://" + LocalS3.BUCKET),
            new StoreContext(settings, server.keys(), deadline));
  }

  private static StoreException fails(Store store) {
    return catchThrowableOfType(StoreException.class, () -> store.put(key(), SMALL, CREATE));
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, THROTTLED, patience",
    "429, TooManyRequests, THROTTLED, ''",
    "500, InternalError, UNAVAILABLE, ''",
    "502, BadGateway, UNAVAILABLE, ''",
    "504, GatewayTimeout, UNAVAILABLE, ''",
    "403, AccessDenied, DENIED, s3:PutObject",
    "403, InvalidAccessKeyId, DENIED, ''",
    "403, SignatureDoesNotMatch, DENIED, ''",
    "403, RequestTimeTooSkewed, DENIED, clock",
    "400, ExpiredToken, DENIED, new credentials",
    "404, NoSuchBucket, NOT_FOUND, owner creates it",
    "301, PermanentRedirect, INVALID, eu-west-3",
    "400, AuthorizationHeaderMalformed, INVALID, eu-west-3",
    "400, InvalidStorageClass, INVALID, ''",
    "400, BadDigest, CORRUPT, ''",
    "412, PreconditionFailed, ALREADY_EXISTS, has this key",
    "501, NotImplemented, UNSUPPORTED, lacks",
    "418, Teapot, UNKNOWN, Teapot"
  })
  void anAnswerMeansItsCode(int status, String name, Code code, String words) throws Exception {
    try (FaultyProxy proxy = server.behind(request -> LocalS3.error(request, status, name));
        Store store = store(proxy.uri(), Map.of(), Duration.ofSeconds(2))) {
      long started = System.nanoTime();
      StoreException failure = fails(store);
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
      assertThat(failure).hasMessageContaining(words).hasMessageStartingWith("s3://evidence/");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
    }
  }

  static List<NetFault> passing() {
    return List.of(
        new NetFault.ResetRequest(0),
        new NetFault.ResetRequest(4),
        new NetFault.CutAnswer(),
        new NetFault.Slow(SLOW));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsTriedAgainBelow(NetFault fault) throws Exception {
    AtomicInteger writes = new AtomicInteger();
    try (FaultyProxy proxy =
            server.behind(
                request ->
                    request.method().equals("PUT") && writes.incrementAndGet() <= 2
                        ? fault
                        : null);
        Store store = store(proxy.uri(), Map.of(), Duration.ofSeconds(20))) {
      ObjectKey key = key();
      store.put(key, SMALL, PutOptions.replace("text/plain"));
      try (var in = store.open(key)) {
        assertThat(in.readAllBytes()).asString().isEqualTo("evidence");
      }
    }
  }

  @Test
  void nobodyThereIsUnavailableWithinTheDeadline() throws Exception {
    try (Store store = store(URI.create("http://127.0.0.1:9"), Map.of(), Duration.ofMillis(1500))) {
      long started = System.nanoTime();
      assertThat(fails(store).code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void strangersAreDeniedAndNotRepeated() throws Exception {
    for (Map<String, String> keys :
        List.of(
            Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "wrong-secret"),
            Map.of("AWS_ACCESS_KEY_ID", LocalS3.ID, "AWS_SECRET_ACCESS_KEY", "wrong-secret"))) {
      StoreContext context =
          new StoreContext(
              Map.of(StoreSetting.ENDPOINT, server.endpoint().toString()),
              keys,
              Duration.ofSeconds(5));
      try (Store store = new S3Provider().open(URI.create("s3://evidence"), context)) {
        StoreException failure = fails(store);
        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.DENIED);
        assertThat(failure.toString() + failure.getCause()).doesNotContain("wrong-secret");
      }
    }
  }

  private static final Map<StoreSetting, String> PARTS =
      Map.of(
          StoreSetting.MULTIPART_THRESHOLD, "1",
          StoreSetting.PART_SIZE, "5242880",
          StoreSetting.PARALLEL, "2");

  /// Three parts of zeros.
  private static final Payload LARGE = Payload.of(new byte[12 << 20]);

  private static boolean isSecondPart(NetRequest request) {
    return request.target().contains("partNumber=2");
  }

  @Test
  void noPartsAreLeftWhereOneFails() throws Exception {
    try (FaultyProxy proxy =
            server.behind(
                request ->
                    isSecondPart(request) ? LocalS3.error(request, 403, "AccessDenied") : null);
        Store store = store(proxy.uri(), PARTS, Duration.ofSeconds(20))) {
      StoreException failure =
          catchThrowableOfType(StoreException.class, () -> store.put(key(), LARGE, CREATE));
      assertThat(failure.code()).isEqualTo(Code.DENIED);
      assertThat(server.unfinished()).isZero();
    }
  }

  @Test
  void noPartsAreLeftWhereTheThreadIsInterrupted() throws Exception {
    Thread storing = Thread.currentThread();
    Function<NetRequest, @Nullable NetFault> interrupting =
        request -> {
          if (isSecondPart(request)) {
            storing.interrupt();
            return new NetFault.Slow(SLOW);
          }
          return null;
        };
    try (FaultyProxy proxy = server.behind(interrupting);
        Store store = store(proxy.uri(), PARTS, Duration.ofSeconds(20))) {
      CancellationException cancelled =
          catchThrowableOfType(CancellationException.class, () -> store.put(key(), LARGE, CREATE));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(cancelled).isNotNull();
      assertThat(server.unfinished()).isZero();
    }
  }
}

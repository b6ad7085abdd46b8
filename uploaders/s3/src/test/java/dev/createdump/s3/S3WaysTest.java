package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import dev.createdump.spi.StoreFact;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ways to a bucket: certificates, proxies, who pays, which checksum, and who one is.
@Timeout(60)
class S3WaysTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final Payload SMALL = Payload.of("evidence".getBytes(StandardCharsets.UTF_8));
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private static LocalS3 server;

  @TempDir private Path temporary;

  @BeforeAll
  static void start() throws Exception {
    server = new LocalS3();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Receipt put(Store store) throws StoreException {
    return store.put(new ObjectKey("ways/" + KEYS.incrementAndGet()), SMALL, CREATE);
  }

  private static Store store(Map<StoreSetting, String> settings, Map<String, String> environment)
      throws StoreException {
    return new S3Provider()
        .open(URI.create("s3://" + LocalS3.BUCKET), new StoreContext(settings, environment, SOON));
  }

  private static Map<StoreSetting, String> through(URI endpoint) {
    Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
    settings.put(StoreSetting.ENDPOINT, endpoint.toString());
    return settings;
  }

  private static StoreException refused(Store store) {
    return catchThrowableOfType(StoreException.class, () -> put(store));
  }

  @Test
  void aCertificateOfAnOwnAuthorityIsTrustedWhereItIsNamed() throws Exception {
    try (TlsFront front = TlsFront.start(server.endpoint(), temporary)) {
      Map<StoreSetting, String> settings = through(front.uri());
      try (Store stranger = store(settings, server.keys())) {
        StoreException failure = refused(stranger);
        assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("ca_bundle or AWS_CA_BUNDLE");
      }
      Map<String, String> environment = new HashMap<>(server.keys());
      environment.put("AWS_CA_BUNDLE", front.certificate());
      try (Store known = store(settings, environment)) {
        put(known);
      }
      settings.put(StoreSetting.CA_BUNDLE, front.certificate());
      try (Store known = store(settings, server.keys())) {
        put(known);
      }
    }
  }

  @Test
  void aProxyIsTheWayOut() throws Exception {
    try (TlsFront front = TlsFront.start(server.endpoint(), temporary);
        ForwardProxy proxy = ForwardProxy.start(false)) {
      Map<StoreSetting, String> settings = through(front.uri());
      settings.put(StoreSetting.CA_BUNDLE, front.certificate());
      settings.put(StoreSetting.PROXY, proxy.uri().toString());
      try (Store store = store(settings, server.keys())) {
        put(store);
      }
      assertThat(proxy.asked())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("CONNECT 127.0.0.1:"));
    }
  }

  @Test
  void aProxyThatAsksForAPasswordIsNamedAsTheReason() throws Exception {
    try (TlsFront front = TlsFront.start(server.endpoint(), temporary);
        ForwardProxy proxy = ForwardProxy.start(true)) {
      Map<StoreSetting, String> settings = through(front.uri());
      settings.put(StoreSetting.CA_BUNDLE, front.certificate());
      settings.put(StoreSetting.PROXY, proxy.uri().toString());
      try (Store store = store(settings, server.keys())) {
        StoreException failure = refused(store);
        assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("proxy").hasMessageContaining("password");
      }
      settings.put(StoreSetting.PROXY, "http://user:pass-word@127.0.0.1:" + proxy.uri().getPort());
      StoreException failure =
          catchThrowableOfType(StoreException.class, () -> store(settings, server.keys()));
      assertThat(failure.code()).isEqualTo(Code.INVALID);
      assertThat(failure.toString()).contains("proxy").doesNotContain("pass-word");
    }
  }

  @Test
  void whoAsksPaysInEveryRequest() throws Exception {
    try (FaultyProxy network = server.behind(_ -> null)) {
      Map<StoreSetting, String> settings = through(network.uri());
      settings.put(StoreSetting.REQUESTER_PAYS, "true");
      try (Store store = store(settings, server.keys())) {
        store.check(CREATE);
        put(store);
        store.list("ways/", null, 10);
        store.open(new ObjectKey("ways/" + KEYS.get())).close();
      }
      List<NetRequest> ofBuckets =
          network.seen().stream()
              .filter(request -> !request.target().contains("versioning"))
              .toList();
      assertThat(ofBuckets)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(request -> request.header("x-amz-request-payer").equals("requester"));
    }
  }

  /// What is sent: the server of these tests does not know every algorithm, S3 does.
  @ParameterizedTest
  @CsvSource({
    "auto, x-amz-checksum-sha256, 7oJQ+3bglLNLRx8Tpz275R0a4ULp31nXwNMewg8KCo4=",
    "sha256, x-amz-checksum-sha256, 7oJQ+3bglLNLRx8Tpz275R0a4ULp31nXwNMewg8KCo4=",
    "when-required, Content-MD5, FOENVwBHZn+QQmHm0I9SDw==",
    "crc64nvme, x-amz-checksum-crc64nvme, ZDv+E1dKpX8="
  })
  void theChecksumThatIsAskedForIsSent(String checksum, String header, String value)
      throws Exception {
    try (FaultyProxy network = server.behind(_ -> null)) {
      Map<StoreSetting, String> settings = through(network.uri());
      settings.put(StoreSetting.CHECKSUM, checksum);
      try (Store store = store(settings, server.keys())) {
        put(store);
      }
      NetRequest put =
          network.seen().stream().filter(it -> it.method().equals("PUT")).findFirst().orElseThrow();
      assertThat(put.header(header)).isEqualTo(value);
    }
  }

  @Test
  void aWebIdentityIsExchangedForKeys() throws Exception {
    Path token = Files.writeString(temporary.resolve("token"), "header.payload.signature");
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer sts =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = keysForAnHour().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    sts.start();
    try {
      Map<String, String> environment =
          Map.of(
              "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/evidence",
              "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
              "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + sts.getAddress().getPort(),
              "AWS_ACCESS_KEY_ID", "forgotten",
              "AWS_SECRET_ACCESS_KEY", "forgotten-secret");
      try (Store store = store(through(server.endpoint()), environment)) {
        put(store);
        assertThat(store.facts())
            .contains(
                new StoreFact(
                    "credentials", "a web identity for arn:aws:iam::123456789012:role/evidence"));
      }
      assertThat(asked)
          .hasSize(1)
          .allMatch(body -> body.contains("Action=AssumeRoleWithWebIdentity"))
          .allMatch(body -> body.contains("WebIdentityToken=header.payload.signature"));
    } finally {
      sts.stop(0);
    }
  }

  private static String keysForAnHour() {
    return """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult>
            <Credentials>
              <AccessKeyId>%s</AccessKeyId>
              <SecretAccessKey>%s</SecretAccessKey>
              <SessionToken>session</SessionToken>
              <Expiration>%s</Expiration>
            </Credentials>
          </AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>
        """
        .formatted(LocalS3.ID, server.secret(), java.time.Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void aWebIdentityWithoutItsTokenIsToldAndNotReplaced() throws Exception {
    Map<String, String> environment = new HashMap<>(server.keys());
    environment.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/evidence");
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", temporary.resolve("missing").toString());
    try (Store store = store(through(server.endpoint()), environment)) {
      StoreException failure = refused(store);
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.DENIED);
      assertThat(failure.getMessage()).contains("missing");
    }
  }

  /// Without any credentials the machine's role is asked for, and a machine without one is no
  /// reason to wait.
  @Test
  void nobodyIsToldSoon() throws Exception {
    long started = System.nanoTime();
    try (Store store = store(through(server.endpoint()), Map.of())) {
      StoreException failure = refused(store);
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.DENIED);
      assertThat(failure).hasMessageContaining("store check");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SOON.plusSeconds(5));
  }
}

package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A write that was done and whose answer was lost: it is sent again, and is refused because of its
/// own work.
@Timeout(60)
class S3LostAnswerTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final byte[] CONTENT = "evidence".getBytes(StandardCharsets.UTF_8);
  private static final AtomicInteger KEYS = new AtomicInteger();

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
    return new ObjectKey("lost/" + KEYS.incrementAndGet());
  }

  private static Store store(URI endpoint, boolean parts, String checksum) throws StoreException {
    Map<StoreSetting, String> settings = new HashMap<>();
    settings.put(StoreSetting.ENDPOINT, endpoint.toString());
    settings.put(StoreSetting.MULTIPART_THRESHOLD, parts ? "1" : "1000");
    settings.put(StoreSetting.PART_SIZE, "5242880");
    settings.put(StoreSetting.CHECKSUM, checksum);
    return new S3Provider()
        .open(
            URI.create("s3://" + LocalS3.BUCKET),
            new StoreContext(settings, server.keys(), Duration.ofSeconds(20)));
  }

  /// Where no answer is lost.
  private static Receipt calm(boolean parts, String checksum) throws Exception {
    try (Store store = store(server.endpoint(), parts, checksum)) {
      return store.put(key(), Payload.of(CONTENT), CREATE);
    }
  }

  /// Loses the answer to the first write that makes an object. What is asked after it may get
  /// another answer than the server's, which takes a completion twice.
  private static FaultyProxy losing(
      boolean parts, Function<NetRequest, @Nullable NetFault> afterwards) throws Exception {
    AtomicInteger writes = new AtomicInteger();
    return server.behind(
        request -> {
          boolean makes =
              request.method().equals(parts ? "POST" : "PUT")
                  && !request.target().contains("uploads");
          if (makes && writes.incrementAndGet() == 1) {
            return new NetFault.LoseAnswer();
          }
          if (makes && parts) {
            return LocalS3.error(request, 412, "PreconditionFailed");
          }
          return writes.get() > 0 ? afterwards.apply(request) : null;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "false, auto", "false, sha256", "false, when-required", "false, crc64nvme",
    "true, auto", "true, sha256", "true, when-required", "true, crc64nvme"
  })
  void isDoneAndItsReceiptSaysTheSame(boolean parts, String checksum) throws Exception {
    Receipt calm = calm(parts, checksum);
    try (FaultyProxy proxy = losing(parts, _ -> null);
        Store store = store(proxy.uri(), parts, checksum)) {
      ObjectKey key = key();
      Receipt receipt = store.put(key, Payload.of(CONTENT), CREATE);
      assertThat(receipt.created()).isTrue();
      assertThat(receipt.serverChecksum()).isPresent().isEqualTo(calm.serverChecksum());
      assertThat(receipt.etag()).isEqualTo(calm.etag());
      assertThat(store.open(key)).hasBinaryContent(CONTENT);
      assertThat(server.unfinished()).isZero();
    }
  }

  /// The head of an object that a key service's key encrypts, as S3 documents it: its tag is no
  /// digest, and its checksum is told to those who ask for it.
  private static NetFault encrypted(NetRequest request, String header, String checksum) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ETag", "\"0123456789abcdef0123456789abcdef\"");
    headers.put("x-amz-server-side-encryption", "aws:kms");
    headers.put("x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:eu-west-3:1:key/k");
    if (request.header("x-amz-checksum-mode").equals("ENABLED")) {
      headers.put(header, checksum);
    }
    return new NetFault.Answer(200, headers, "");
  }

  @ParameterizedTest
  @CsvSource({"false, auto", "false, sha256", "false, crc64nvme", "true, auto", "true, sha256"})
  void anEncryptedObjectIsKnownByItsChecksum(boolean parts, String checksum) throws Exception {
    String told = calm(parts, checksum).serverChecksum().orElseThrow();
    String algorithm = told.substring(0, told.indexOf(':'));
    String value = told.substring(told.indexOf(':') + 1);
    String header = "x-amz-checksum-" + algorithm;
    String asSent = parts ? value : Base64.getEncoder().encodeToString(hex(value));
    try (FaultyProxy proxy =
            losing(
                parts,
                request ->
                    request.method().equals("HEAD") ? encrypted(request, header, asSent) : null);
        Store store = store(proxy.uri(), parts, checksum)) {
      Receipt receipt = store.put(key(), Payload.of(CONTENT), CREATE);
      assertThat(receipt.created()).isTrue();
      assertThat(receipt.serverChecksum()).contains(told);
    }
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "false, auto, x-amz-checksum-sha256, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "false, auto, x-amz-checksum-crc64nvme, ZDv+E1dKpX8=",
    "false, crc64nvme, x-amz-checksum-crc64nvme, AAAAAAAAAAA=",
    "true, auto, x-amz-checksum-crc32, AAAAAA==-1"
  })
  void anEncryptedObjectOfAnotherIsNotTakenForOnesOwn(
      boolean parts, String checksum, String header, String told) throws Exception {
    try (FaultyProxy proxy =
            losing(
                parts,
                request ->
                    request.method().equals("HEAD") ? encrypted(request, header, told) : null);
        Store store = store(proxy.uri(), parts, checksum)) {
      assertThat(refused(store, key())).isEqualTo(Code.ALREADY_EXISTS);
    }
  }

  private static Code refused(Store store, ObjectKey key) {
    return catchThrowableOfType(
            StoreException.class, () -> store.put(key, Payload.of(CONTENT), CREATE))
        .code();
  }

  /// To be told of the checksum of what a key service encrypts takes a right of its own.
  @Test
  void whoMayNotLookIsToldOfTheObject() throws Exception {
    try (FaultyProxy proxy =
            losing(
                false,
                request ->
                    request.method().equals("HEAD")
                        ? LocalS3.error(request, 403, "AccessDenied")
                        : null);
        Store store = store(proxy.uri(), false, "auto")) {
      assertThat(refused(store, key())).isEqualTo(Code.ALREADY_EXISTS);
    }
  }

  /// What another stored while the request was lost.
  @Test
  void anothersObjectIsNotTakenForOnesOwn() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    ObjectKey key = key();
    try (Store other = store(server.endpoint(), false, "auto");
        FaultyProxy proxy =
            server.behind(
                request -> {
                  if (request.method().equals("PUT") && writes.incrementAndGet() == 1) {
                    put(other, key);
                    return new NetFault.ResetRequest(0);
                  }
                  return null;
                });
        Store store = store(proxy.uri(), false, "auto")) {
      assertThat(refused(store, key)).isEqualTo(Code.ALREADY_EXISTS);
      assertThat(writes).hasValueGreaterThan(1);
    }
  }

  private static void put(Store store, ObjectKey key) {
    try {
      store.put(key, Payload.of("another".getBytes(StandardCharsets.UTF_8)), CREATE);
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }
}

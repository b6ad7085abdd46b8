package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What users meet who name a bucket of Swift's: the store believes that its service is S3, as it
/// does outside of tests, and everything that Swift lacks is `UNSUPPORTED`, with nothing stored.
class SwiftCannotTest {
  private static final ObjectKey KEY = new ObjectKey("dir/a");

  private URI uri = URI.create("s3://none");

  @BeforeEach
  void makeBucket() throws Exception {
    uri = URI.create("s3://" + Swift.get().bucket());
  }

  private Store open(Map<StoreSetting, String> more) throws Exception {
    Map<StoreSetting, String> settings = new HashMap<>(Swift.SETTINGS);
    settings.putAll(more);
    return new S3Provider().open(uri, Swift.get().context(settings, Duration.ofSeconds(20)));
  }

  static Stream<Arguments> lacking() {
    Instant until = Instant.now().plus(Duration.ofDays(1));
    return Stream.of(
        lack("create only", o -> PutOptions.createOnly("text/plain")),
        lack("tags", o -> o.withTags(Map.of("team", "a"))),
        lack(
            "retention",
            o ->
                o.withRetention(
                    new PutOptions.Retention(PutOptions.RetentionMode.COMPLIANCE, until))),
        lack("legal hold", o -> o.withLegalHold(true)),
        lack("managed encryption", o -> o.withEncryption(new PutOptions.Encryption.Managed())),
        lack("a key service", o -> o.withEncryption(new PutOptions.Encryption.Kms("key"))));
  }

  private static Arguments lack(String what, UnaryOperator<PutOptions> options) {
    return Arguments.of(what, options.apply(PutOptions.replace("text/plain")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lacking")
  void whatSwiftLacksIsUnsupported(String what, PutOptions options) throws Exception {
    try (Store store = open(Map.of())) {
      StoreException refused =
          catchThrowableOfType(StoreException.class, () -> store.put(KEY, text("x"), options));
      assertThat(refused).as(what).isNotNull();
      assertThat(refused.code()).as(refused.toString()).isEqualTo(StoreException.Code.UNSUPPORTED);
      assertThat(refused.getMessage()).contains(uri.getAuthority());
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  /// Of an object in parts Swift ignores the condition, so that it is looked up before.
  @Test
  void anObjectInPartsIsNotReplaced() throws Exception {
    Map<StoreSetting, String> small =
        Map.of(StoreSetting.MULTIPART_THRESHOLD, "5242880", StoreSetting.PART_SIZE, "5242880");
    byte[] content = new byte[6 << 20];
    try (Store store = open(small)) {
      store.put(KEY, Payload.of(content), PutOptions.createOnly("text/plain"));
      Payload other = Payload.of(new byte[7 << 20]);
      StoreException refused =
          catchThrowableOfType(
              StoreException.class,
              () -> store.put(KEY, other, PutOptions.createOnly("text/plain")));
      assertThat(refused).isNotNull();
      assertThat(refused.code())
          .as(refused.toString())
          .isEqualTo(StoreException.Code.ALREADY_EXISTS);
      assertThat(store.stat(KEY))
          .hasValueSatisfying(s -> assertThat(s.length()).isEqualTo(6 << 20));
    }
  }

  private static Payload text(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.createdump.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessIdentity;
import dev.createdump.spi.KeylessServices;
import dev.createdump.testkit.sigstore.SmallSigstore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures made by and verified against an instance of Sigstore whose keys are this run's.
class SigstoreTest {
  private static final byte[] STATEMENT =
      ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"a\",\"digest\":"
              + "{\"sha256\":\""
              + "ab".repeat(32)
              + "\"}}],\"predicateType\":\"urn:x\",\"predicate\":{}}")
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;
  private SmallSigstore small;

  @BeforeEach
  void start() throws Exception {
    small = new SmallSigstore();
  }

  @AfterEach
  void stop() {
    small.close();
  }

  private KeylessServices services(int version) throws Exception {
    return new KeylessServices(
        Files.writeString(temporary.resolve("root.json"), small.trustedRoot()),
        Files.writeString(temporary.resolve("signing.json"), small.signingConfig(version)),
        "",
        "",
        "",
        small.environment(),
        temporary);
  }

  private byte[] root() throws Exception {
    return small.trustedRoot().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatIsSignedVerifies(int version) throws Exception {
    byte[] bundle = new Sigstore().sign(STATEMENT, services(version)).bundle();
    KeylessIdentity signer = new Sigstore().trusting(root()).verify(bundle);
    assertThat(signer.subject()).isEqualTo(SmallSigstore.SUBJECT);
    assertThat(signer.issuer()).isEqualTo(SmallSigstore.ISSUER);
    assertThat(signer.times()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2, CERTIFICATE_UNLOGGED, No valid SCTs",
    "2, CERTIFICATE_EXPIRED, NotAfter",
    "2, LATE, RFC3161 timestamp verification failed",
    "2, CHECKPOINT_FORGED, Checkpoint signature was invalid",
    "2, PROOF_OF_ANOTHER, Inclusion proof verification failed",
    "1, PROMISE_FORGED, Entry SET was not valid",
    "1, CERTIFICATE_EXPIRED, when its certificate was not valid",
    "2, AUTHORITY_DENIES, answered 403: the issuer of the token is not known",
    "2, LOG_FAILS, the transparency log 127.0.0.1 answered 500: out of order"
  })
  void whatServicesDoWrongIsNoticedBeforeItIsKept(
      int version, SmallSigstore.Fault fault, String said) {
    small.does(fault);
    assertThatThrownBy(() -> new Sigstore().sign(STATEMENT, services(version)))
        .isInstanceOf(KeylessException.class)
        .hasMessageContaining(said);
  }
}

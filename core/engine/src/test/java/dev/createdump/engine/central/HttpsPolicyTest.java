package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.engine.policy.PolicySource.Arrival;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies over https, from a real server with an authority of its own, and from hostile ones.
@Timeout(60)
class HttpsPolicyTest {
  private static final String POLICY = "[enforce.scan]\nsecrets = true\n";

  private static TestCa ca;

  @TempDir Path dir;
  private TlsServer server;

  @BeforeAll
  static void authority(@TempDir Path shared) throws Exception {
    ca = TestCa.create(shared.resolve("ca"));
  }

  @BeforeEach
  void start() throws Exception {
    server = TlsServer.start(ca, false);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Fetching fetching() {
    return new Fetching(dir).with("CREATE_DUMP_POLICY_CA", ca.authorities());
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refusal(Fetching fetching, String uri) {
    return assertThatThrownBy(() -> fetching.fetch(uri)).isInstanceOf(Failure.Policy.class);
  }

  @Test
  void isFetchedOnceAndConfirmedAfterwards() throws Exception {
    server.answer(
        (head, out) ->
            out.write(
                head.contains("If-None-Match: \"v1\"")
                    ? TlsServer.bare("304 Not Modified")
                    : TlsServer.ok(POLICY, "ETag: \"v1\"")));
    PolicySource first = fetching().fetch(server.uri("/p.toml"));
    PolicySource second = fetching().fetch(server.uri("/p.toml"));
    assertThat(first.arrival()).isEqualTo(Arrival.FETCHED);
    assertThat(second.arrival()).isEqualTo(Arrival.KEPT);
    assertThat(second.sha256()).isEqualTo(first.sha256()).isEqualTo(Digests.sha256Hex(POLICY));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void anUnpinnedOneIsSaidToBeSo() throws Exception {
    server.serve(POLICY);
    Fetching fetching = fetching();
    fetching.fetch(server.uri("/p.toml?signature=hidden"));
    assertThat(fetching.notes())
        .singleElement()
        .asString()
        .contains("neither pinned nor signed", "#sha256=" + Digests.sha256Hex(POLICY))
        .doesNotContain("hidden");
  }

  @Test
  void withoutTheAuthorityNobodyIsTrusted() {
    server.serve(POLICY);
    refusal(new Fetching(dir), server.uri("/p.toml")).hasMessageContaining("no trusted connection");
    refusal(fetching(), "https://127.0.0.1:" + server.port() + "/p.toml");
  }

  @Test
  void aTokenGoesToItsHostAlone() throws Exception {
    try (TlsServer other = TlsServer.start(ca, false)) {
      other.serve(POLICY);
      server.answer(
          (head, out) -> out.write(TlsServer.bare("302 Found", "Location: " + other.uri("/q"))));
      fetching().with("CREATE_DUMP_POLICY_TOKEN", "secret-token").fetch(server.uri("/p.toml"));
      assertThat(server.requests().getFirst()).contains("Authorization: Bearer secret-token");
      assertThat(other.requests().getFirst()).doesNotContain("secret-token", "Authorization");
    }
  }

  @Test
  void aClientCertificateIsShown() throws Exception {
    try (TlsServer strict = TlsServer.start(ca, true)) {
      strict.serve(POLICY);
      refusal(fetching(), strict.uri("/p.toml"));
      PolicySource source =
          fetching()
              .with("CREATE_DUMP_POLICY_CLIENT_CERT", ca.clientCertificate())
              .with("CREATE_DUMP_POLICY_CLIENT_KEY", ca.clientKey())
              .fetch(strict.uri("/p.toml"));
      assertThat(source.sha256()).isEqualTo(Digests.sha256Hex(POLICY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nContent-Length: 13\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nx = 1",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n",
        "HTTP/0.9 nonsense\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://localhost/p\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/p\r\n\r\n",
        "HTTP/1.1 302 Found\r\n\r\n"
      })
  void badAnswersAreRefused(String answer) {
    server.answer((head, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    refusal(fetching(), server.uri("/p.toml"));
  }

  @Test
  void anEndlessBodyIsCutOff() {
    server.answer(
        (head, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          byte[] chunk =
              ("1000\r\n" + "#".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 1_000_000; i++) {
            out.write(chunk);
          }
        });
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("more than 256 KiB");
  }

  @Test
  void endlessHeadersAreCutOff() {
    server.answer(
        (head, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 1_000_000; i++) {
            out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.UTF_8));
          }
        });
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("headers without end");
  }

  @Test
  void aSlowDripEndsAtTheDeadline() {
    server.answer(
        (head, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 1000; i++) {
            out.write('#');
            out.flush();
            Thread.sleep(50);
          }
        });
    long start = System.nanoTime();
    refusal(fetching().within(Duration.ofSeconds(2)), server.uri("/p.toml"))
        .hasMessageContaining("no whole answer in 2 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void aShortBodyIsNoPolicy() {
    server.answer(
        (head, out) ->
            out.write(
                ("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + POLICY)
                    .getBytes(StandardCharsets.UTF_8)));
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("broke off");
  }

  @Test
  void aCompressedBodyIsNotUnpacked() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write(new byte[50 << 20]);
    }
    server.answer(
        (head, out) -> out.write(TlsServer.ok(bomb.toByteArray(), "Content-Encoding: gzip")));
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("compressed");
  }

  @Test
  void redirectsEnd() {
    server.answer((head, out) -> out.write(TlsServer.bare("301 Moved", "Location: /again")));
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("redirects without end");
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void noRedirectLeadsToMetadata() {
    for (String host : List.of("169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]")) {
      server.answer(
          (head, out) ->
              out.write(TlsServer.bare("302 Found", "Location: https://" + host + "/latest")));
      refusal(
              fetching().with("CREATE_DUMP_POLICY_REDIRECT_HOSTS", "x, " + host),
              server.uri("/p.toml"))
          .hasMessageContaining("is not fetched from");
    }
  }

  @Test
  void whatChangedUnderItsPinIsRefused() throws Exception {
    server.serve(POLICY);
    String pinned = server.uri("/p.toml#sha256=" + Digests.sha256Hex(POLICY));
    assertThat(fetching().fetch(pinned).pinned()).isTrue();
    server.serve(POLICY + "# changed\n");
    assertThat(fetching().fetch(pinned).arrival()).as("kept under its pin").isEqualTo(Arrival.KEPT);
    Path empty = Files.createDirectory(dir.resolve("empty"));
    refusal(fetching().with("CREATE_DUMP_CACHE_DIR", empty), pinned)
        .hasMessageContaining("not " + Digests.sha256Hex(POLICY));
  }

  /// A server that answers each question with other bytes.
  private void fickle() {
    AtomicInteger answers = new AtomicInteger();
    server.answer(
        (head, out) -> {
          int n = answers.incrementAndGet();
          String parent =
              head.startsWith("GET /p.toml") ? "[policy]\nextends = ['b.toml', 'c.toml']\n" : "";
          String shared = head.startsWith("GET /d.toml") ? "enforce.scan.todos = true\n" : "";
          String extend =
              head.startsWith("GET /b.toml") || head.startsWith("GET /c.toml")
                  ? "[policy]\nextends = ['d.toml']\n"
                  : "";
          out.write(TlsServer.ok(parent + extend + shared + "# answer " + n + "\n"));
        });
  }

  @Test
  void whatChangesBetweenTwoReadsOfOneRunIsRefused() {
    fickle();
    assertThatThrownBy(() -> fetching().chain(server.uri("/p.toml")))
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining("/d.toml changed while it was read");
  }

  @Test
  void whatIsParsedIsWhatWasDigested() throws Exception {
    fickle();
    for (int n = 1; n <= 3; n++) {
      String sent = "enforce.scan.todos = true\n# answer " + n + "\n";
      assertThat(fetching().fetch(server.uri("/d.toml")).sha256())
          .isEqualTo(Digests.sha256Hex(sent));
    }
  }

  @Test
  void aSignatureOfWhatWasSentBeforeDoesNotHold() throws Exception {
    Path key = dir.resolve("signer");
    Process made =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "x", "-f", key.toString())
            .start();
    assumeTrue(made.waitFor() == 0, "ssh-keygen is missing");
    Path signed = Files.writeString(dir.resolve("signed.toml"), POLICY);
    Path signature =
        PolicySigner.sign(signed, key, new Environment(Map.of("PATH", System.getenv("PATH"))));
    byte[] own = Files.readAllBytes(signature);
    AtomicInteger policies = new AtomicInteger();
    server.answer(
        (head, out) ->
            out.write(
                head.startsWith("GET /p.toml.sig")
                    ? TlsServer.ok(own)
                    : TlsServer.ok(POLICY + "#".repeat(policies.getAndIncrement()))));
    String[] words = Files.readString(Path.of(key + ".pub")).split(" ", -1);
    String signers = "x " + words[0] + " " + words[1] + "\n";
    assertThat(fetching().with("CREATE_DUMP_POLICY_SIGNERS", signers).fetch(server.uri("/p.toml")))
        .extracting(PolicySource::signer)
        .isEqualTo("x");
    Path empty = Files.createDirectory(dir.resolve("empty"));
    refusal(
            fetching()
                .with("CREATE_DUMP_POLICY_SIGNERS", signers)
                .with("CREATE_DUMP_CACHE_DIR", empty),
            server.uri("/p.toml"))
        .hasMessageContaining("signature");
  }

  @Test
  void whatIsPinnedIsNotAskedForAgain() throws Exception {
    server.serve(POLICY);
    String pinned = server.uri("/p.toml#sha256=" + Digests.sha256Hex(POLICY));
    fetching().fetch(pinned);
    server.close();
    assertThat(fetching().fetch(pinned).arrival()).isEqualTo(Arrival.KEPT);
  }

  @Test
  void unreachableIsClosed() throws Exception {
    server.serve(POLICY);
    fetching().fetch(server.uri("/p.toml"));
    server.close();
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("was not reached");
  }

  @Test
  void theLastCopyIsTakenAsLongAsItAllowsItself() throws Exception {
    String lenient = "[policy]\non_unreachable = 'last-good'\nmax_age = '2h'\n" + POLICY;
    server.serve(lenient);
    fetching().fetch(server.uri("/p.toml"));
    server.answer((head, out) -> out.write(TlsServer.bare("503 Down")));
    Fetching later = fetching().at(Fetching.NOW.plusSeconds(7000));
    PolicySource source = later.fetch(server.uri("/p.toml"));
    assertThat(source.arrival()).isEqualTo(Arrival.LAST_GOOD);
    assertThat(source.ageSeconds()).isEqualTo(7000);
    assertThat(later.notes().getFirst()).contains("last copy is used");
    refusal(fetching().at(Fetching.NOW.plusSeconds(7300)), server.uri("/p.toml"));
    refusal(fetching().at(Fetching.NOW.minusSeconds(60)), server.uri("/p.toml"));
    server.answer((head, out) -> out.write(TlsServer.bare("403 Forbidden")));
    refusal(fetching(), server.uri("/p.toml")).hasMessageContaining("403");
  }

  @Test
  void aFreshCopyNeedsNoAsking() throws Exception {
    server.serve("[policy]\nfresh_for = '10m'\n" + POLICY);
    fetching().fetch(server.uri("/p.toml"));
    fetching().at(Fetching.NOW.plusSeconds(599)).fetch(server.uri("/p.toml"));
    assertThat(server.requests()).hasSize(1);
    fetching().at(Fetching.NOW.plusSeconds(601)).fetch(server.uri("/p.toml"));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aCacheThatSomebodyTouchedIsNotTrusted() throws Exception {
    server.serve("[policy]\nfresh_for = '10m'\n" + POLICY);
    PolicySource before = fetching().fetch(server.uri("/p.toml"));
    Path kept = dir.resolve("cache/policy/sha256-" + before.sha256());
    Files.writeString(kept, "[policy]\nfresh_for = '10m'\n");
    PolicySource after = fetching().fetch(server.uri("/p.toml"));
    assertThat(after.arrival()).isEqualTo(Arrival.FETCHED);
    assertThat(after.sha256()).isEqualTo(before.sha256());
    Files.setPosixFilePermissions(
        dir.resolve("cache/policy"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(fetching().fetch(server.uri("/p.toml")).arrival())
        .as("others may write there")
        .isEqualTo(Arrival.FETCHED);
  }
}

package dev.createdump.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.createdump.spi.Forge;
import dev.createdump.spi.PullRequestRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers of one's own: certificates that no public authority signed, and proxies before them.
class OwnServerTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path temporary;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private int start(HttpServer started) {
    HttpHandler denies =
        http -> {
          asked.add(http.getRequestURI().toString());
          byte[] answer = "{\"message\":\"401 Unauthorized\"}".getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(401, answer.length);
          http.getResponseBody().write(answer);
          http.close();
        };
    started.createContext("/", denies);
    started.start();
    server = started;
    return started.getAddress().getPort();
  }

  private static Throwable read(String api, Map<String, String> environment) {
    return catchThrowable(
        () -> {
          URI base = URI.create(api);
          Duration limit = Duration.ofSeconds(20);
          try (Forge forge =
              new GitLabForgeProvider().open(base, "x".repeat(20), limit, environment)) {
            forge.read(new PullRequestRef(base, "g", "p", 1));
          }
        });
  }

  @Test
  void theRunnersCertificateFileIsTrusted() throws Exception {
    HttpsServer https = HttpsServer.create(ANY, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    String api = "https://localhost:" + start(https) + "/api/v4";
    Map<String, String> job =
        Map.of("CI_SERVER_TLS_CA_FILE", temporary.resolve("ca.pem").toString());

    assertThat(read(api, job)).hasMessageContaining("401 Unauthorized");
    assertThat(read(api, Map.of())).hasMessageContaining(": the TLS handshake failed: ");
    assertThat(read(api, Map.of("CI_SERVER_TLS_CA_FILE", "/nowhere.pem")))
        .hasMessageContaining("CA bundle /nowhere.pem cannot be used");
    assertThat(asked).hasSize(1);
  }

  private SSLContext selfSigned() throws Exception {
    Path store = temporary.resolve("keys.p12");
    keytool(
        "-genkeypair -keyalg EC -alias a -dname CN=localhost -ext san=dns:localhost -keystore "
            + store);
    keytool(
        "-exportcert -rfc -alias a -file " + temporary.resolve("ca.pem") + " -keystore " + store);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process keytool =
        new ProcessBuilder((program + " -storepass changeit " + arguments).split(" ", -1))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  @Test
  void theProxyOfTheEnvironmentIsUsedUnlessTheHostIsExempt() throws IOException {
    String proxy = "http://127.0.0.1:" + start(HttpServer.create(ANY, 0));
    String api = "http://localhost:1/api/v4";
    assertThat(read(api, Map.of("HTTP_PROXY", proxy))).hasMessageContaining("401 Unauthorized");
    assertThat(asked).containsExactly("http://localhost:1/api/v4/projects/g%2Fp");
    assertThat(read(api, Map.of("HTTP_PROXY", proxy, "NO_PROXY", "localhost")))
        .hasMessageContaining("cannot connect to localhost:1: nothing listens there");
    assertThat(read(api, Map.of("HTTP_PROXY", "http://me:secret@host:1")))
        .hasMessageContaining("proxy that asks for a password")
        .hasMessageNotContaining("secret");
    assertThat(asked).hasSize(1);
  }
}

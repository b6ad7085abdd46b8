package dev.createdump.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Answers over TLS what an upload to S3 asks of an empty bucket, so that the start-up cache knows
/// the classes of the SDK and of TLS. Keeps nothing and checks nothing.
final class TrainingStore implements AutoCloseable {
  private static final String PASSWORD = "training";
  private static final String EMPTY =
      "<ListBucketResult><Name>training</Name><KeyCount>0</KeyCount>"
          + "<IsTruncated>false</IsTruncated></ListBucketResult>";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path certificate;

  private TrainingStore(HttpsServer server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  /// @param work a directory for the server's key
  static TrainingStore start(Path work) throws IOException {
    Path keys = work.resolve("training.p12");
    makeKey(keys);
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      byte[] encoded = store.getCertificate("training").getEncoded();
      String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
      Path certificate = work.resolve("training.pem");
      Files.writeString(
          certificate, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
      TrainingStore training = new TrainingStore(server, certificate);
      server.createContext("/", TrainingStore::answer);
      server.setExecutor(training.threads);
      server.start();
      return training;
    } catch (GeneralSecurityException e) {
      throw new IOException("the training's key cannot be used", e);
    }
  }

  private static void makeKey(Path keys) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "training",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=IP:127.0.0.1",
            "-keystore",
            keys.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD);
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool makes no key");
      }
    } catch (InterruptedException e) {
      keytool.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a key was made", e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          String sum = exchange.getRequestHeaders().getFirst("x-amz-checksum-sha256");
          if (sum != null) {
            exchange.getResponseHeaders().set("x-amz-checksum-sha256", sum);
          }
          exchange.getResponseHeaders().set("ETag", "\"training\"");
          exchange.sendResponseHeaders(200, -1);
        }
        case "GET" -> {
          byte[] body = EMPTY.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  /// How a run finds this bucket.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", "https://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_CA_BUNDLE", certificate.toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "training",
        "AWS_SECRET_ACCESS_KEY", "training");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package dev.createdump.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers what an upload to S3 asks of an empty bucket. Keeps nothing and checks nothing.
final class TrainingS3 implements TrainingStore {
  private static final String EMPTY =
      "<ListBucketResult><Name>training</Name><KeyCount>0</KeyCount>"
          + "<IsTruncated>false</IsTruncated></ListBucketResult>";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path certificate;

  private TrainingS3(HttpsServer server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  static TrainingS3 start(TrainingServer servers) throws IOException {
    TrainingS3 store = new TrainingS3(servers.server(), servers.certificate());
    store.server.createContext("/", TrainingS3::answer);
    store.server.setExecutor(store.threads);
    store.server.start();
    return store;
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

  @Override
  public String uri() {
    return "s3://training";
  }

  /// With keys, as `aws-actions/configure-aws-credentials` leaves them behind.
  @Override
  public Map<String, String> environment(Path work) {
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

package dev.createdump.dist;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/// Answers what an upload to S3 asks of an empty bucket.
record TrainingS3(TrainingServer server) implements TrainingStore {
  private static final String EMPTY =
      "<ListBucketResult><Name>training</Name><KeyCount>0</KeyCount>"
          + "<IsTruncated>false</IsTruncated></ListBucketResult>";

  static TrainingS3 start(TrainingKey key) throws IOException {
    return new TrainingS3(TrainingServer.start(key, TrainingS3::answer));
  }

  private static void answer(HttpExchange exchange) throws IOException {
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
      case "GET" -> TrainingServer.tell(exchange, 200, "application/xml", EMPTY);
      default -> exchange.sendResponseHeaders(404, -1);
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
        "AWS_ENDPOINT_URL", server.endpoint().toString(),
        "AWS_CA_BUNDLE", server.certificate().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "training",
        "AWS_SECRET_ACCESS_KEY", "training");
  }
}

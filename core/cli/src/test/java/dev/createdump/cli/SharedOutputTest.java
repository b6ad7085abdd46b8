package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two runs that write the same names into one directory, while one of them stores what it wrote.
class SharedOutputTest {
  @TempDir Path temporary;

  /// Takes every object, and lets the other run write when the first arrives.
  private void take(HttpExchange http) throws IOException {
    try (http) {
      http.getRequestBody().readAllBytes();
      boolean put = http.getRequestMethod().equals("PUT");
      if (put) {
        overwrite();
        String sum = http.getRequestHeaders().getFirst("x-amz-checksum-sha256");
        if (sum != null) {
          http.getResponseHeaders().set("x-amz-checksum-sha256", sum);
        }
        http.getResponseHeaders().set("ETag", "\"x\"");
      }
      boolean list = http.getRequestMethod().equals("GET");
      byte[] body =
          "<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>"
              .getBytes(StandardCharsets.UTF_8);
      http.sendResponseHeaders(put || list ? 200 : 404, list ? body.length : -1);
      if (list) {
        http.getResponseBody().write(body);
      }
    }
  }

  private void overwrite() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("out"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".manifest.json")).toList()) {
        String other = Files.readString(file).replaceFirst("\"files\"", "\"sellf\"");
        Files.writeString(file, other);
      }
    }
  }

  @Test
  void theRunThatStoresSaysThatAnotherWrites() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
    try {
      Sample.clean(temporary.resolve("repo"));
      var result =
          Invocation.in()
              .with("AWS_ACCESS_KEY_ID", "id")
              .with("AWS_SECRET_ACCESS_KEY", "secret-of-this-test")
              .with("AWS_REGION", "us-east-1")
              .with("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort())
              .run(
                  "diff",
                  "--repo",
                  temporary.resolve("repo"),
                  "--base",
                  "main",
                  "--head",
                  "feature",
                  "--out",
                  temporary.resolve("out"),
                  "--upload",
                  "s3://evidence/prod");
      assertThat(result.code()).as(result.err()).isEqualTo(24);
      assertThat(result.err())
          .contains(".manifest.json: this is no longer what this run wrote")
          .contains("give each a directory of its own (--out)");
    } finally {
      server.stop(0);
    }
  }
}

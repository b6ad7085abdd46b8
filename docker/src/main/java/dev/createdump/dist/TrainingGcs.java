package dev.createdump.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers what an upload to Google Cloud Storage asks of an empty bucket, and the token service
/// for a job's token.
record TrainingGcs(TrainingServer server) implements TrainingStore {
  /// Of an object that is sent with its description in one request.
  private static final Pattern CHECKSUM = Pattern.compile("\"crc32c\":\"([^\"]+)\"");

  private static final String GRANTED =
      "{\"permissions\":[\"storage.objects.create\",\"storage.objects.get\"]}";
  private static final String TOKEN =
      "{\"access_token\":\"training\",\"expires_in\":3599,\"token_type\":\"Bearer\","
          + "\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"}";

  static TrainingGcs start(TrainingKey key) throws IOException {
    return new TrainingGcs(TrainingServer.start(key, TrainingGcs::answer));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/token")) {
      tell(exchange, 200, TOKEN);
    } else if (path.endsWith("/iam/testPermissions")) {
      tell(exchange, 200, GRANTED);
    } else if (path.startsWith("/upload/")) {
      tell(exchange, 200, stored(body));
    } else if (path.endsWith("/o")) {
      tell(exchange, 200, "{\"kind\":\"storage#objects\"}");
    } else {
      tell(exchange, 404, "{\"error\":{\"code\":404,\"message\":\"No such object\"}}");
    }
  }

  private static String stored(String body) {
    Matcher checksum = CHECKSUM.matcher(body);
    String crc32c = checksum.find() ? checksum.group(1) : "";
    return "{\"kind\":\"storage#object\",\"bucket\":\"training\",\"name\":\"x\",\"generation\":\"1\","
        + "\"metageneration\":\"1\",\"etag\":\"CAE=\",\"crc32c\":\"%s\"}".formatted(crc32c);
  }

  private static void tell(HttpExchange exchange, int status, String json) throws IOException {
    TrainingServer.tell(exchange, status, "application/json; charset=UTF-8", json);
  }

  @Override
  public String uri() {
    return "gs://training";
  }

  /// Workload identity federation, as `google-github-actions/auth` sets it up.
  @Override
  public Map<String, String> environment(Path work) throws IOException {
    Path token = Files.writeString(work.resolve("job.jwt"), "training");
    String credentials =
        """
        {"type": "external_account",
         "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/p",
         "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
         "token_url": "%s/token",
         "credential_source": {"file": "%s"}}
        """
            .formatted(server.endpoint(), token);
    return Map.of(
        "CREATE_DUMP_CONFIG",
        UploadConfig.write(work.resolve("gs.toml"), this),
        "GOOGLE_APPLICATION_CREDENTIALS",
        Files.writeString(work.resolve("gcloud.json"), credentials).toString());
  }
}

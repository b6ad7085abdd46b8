package dev.createdump.dist;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Answers what an upload to Azure asks of an empty container, of Entra ID, and of GitHub for the
/// job's token.
record TrainingAzure(TrainingServer server) implements TrainingStore {
  private static final String EMPTY =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ContainerName=\"training\">"
          + "<Blobs/><NextMarker/></EnumerationResults>";
  private static final String TOKEN =
      "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"training\"}";
  private static final String TIME = "Fri, 01 Jan 2021 00:00:00 GMT";

  static TrainingAzure start(TrainingKey key) throws IOException {
    return new TrainingAzure(TrainingServer.start(key, TrainingAzure::answer));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/id")) {
      TrainingServer.tell(exchange, 200, "application/json", "{\"value\":\"job\"}");
    } else if (path.startsWith("/tenant/oauth2/")) {
      TrainingServer.tell(exchange, 200, "application/json", TOKEN);
    } else {
      blobs(exchange);
    }
  }

  private static void blobs(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Headers answer = exchange.getResponseHeaders();
    answer.set("x-ms-version", exchange.getRequestHeaders().getFirst("x-ms-version"));
    answer.set("Last-Modified", TIME);
    answer.set("ETag", "\"0x8D8AE0000000000\"");
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        String sum = exchange.getRequestHeaders().getFirst("Content-MD5");
        if (sum != null) {
          answer.set("Content-MD5", sum);
        }
        TrainingServer.tell(exchange, 201, "application/xml", "");
      }
      case "GET" ->
          TrainingServer.tell(
              exchange, 200, "application/xml", query.contains("list") ? EMPTY : "");
      default -> {
        answer.set("x-ms-error-code", "BlobNotFound");
        TrainingServer.tell(exchange, 404, "application/xml", "");
      }
    }
  }

  @Override
  public String uri() {
    return "az://training/training";
  }

  /// A job of GitHub with `id-token: write`.
  @Override
  public Map<String, String> environment(Path work) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    environment.put("CREATE_DUMP_CONFIG", UploadConfig.write(work.resolve("az.toml"), this));
    environment.put("AZURE_CLIENT_ID", "training");
    environment.put("AZURE_TENANT_ID", "tenant");
    environment.put("AZURE_AUTHORITY_HOST", server.endpoint().toString());
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", server.endpoint() + "/id");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "training");
    return environment;
  }
}

package dev.createdump.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers what an upload to Azure asks of an empty container, of Entra ID, and of GitHub for the
/// job's token. Keeps nothing and checks nothing.
final class TrainingAzure implements TrainingStore {
  private static final String EMPTY =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ContainerName=\"training\">"
          + "<Blobs/><NextMarker/></EnumerationResults>";
  private static final String TIME = "Fri, 01 Jan 2021 00:00:00 GMT";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path certificate;

  private TrainingAzure(HttpsServer server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  static TrainingAzure start(TrainingServer servers) throws IOException {
    TrainingAzure store = new TrainingAzure(servers.server(), servers.certificate());
    store.server.createContext("/", TrainingAzure::blobs);
    store.server.createContext(
        "/id", exchange -> tell(exchange, 200, "application/json", "{\"value\":\"job\"}"));
    store.server.createContext(
        "/tenant/oauth2/",
        exchange ->
            tell(
                exchange,
                200,
                "application/json",
                "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"training\"}"));
    store.server.setExecutor(store.threads);
    store.server.start();
    return store;
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
        tell(exchange, 201, "application/xml", "");
      }
      case "GET" -> tell(exchange, 200, "application/xml", query.contains("list") ? EMPTY : "");
      default -> {
        answer.set("x-ms-error-code", "BlobNotFound");
        tell(exchange, 404, "application/xml", "");
      }
    }
  }

  private static void tell(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.getResponseHeaders().set("Content-Type", type);
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public String uri() {
    return "az://training/training";
  }

  /// A job of GitHub with `id-token: write`.
  @Override
  public Map<String, String> environment(Path work) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    environment.put(
        "CREATE_DUMP_CONFIG",
        UploadConfig.write(work.resolve("az.toml"), uri(), endpoint(), certificate));
    environment.put("AZURE_CLIENT_ID", "training");
    environment.put("AZURE_TENANT_ID", "tenant");
    environment.put("AZURE_AUTHORITY_HOST", endpoint().toString());
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", endpoint() + "/id");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "training");
    return environment;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

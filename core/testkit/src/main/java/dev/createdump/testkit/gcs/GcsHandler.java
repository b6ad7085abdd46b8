package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a request to the operation that it means.
final class GcsHandler implements HttpHandler {
  private static final JsonMapper JSON = new JsonMapper();

  /// The operations, in the order in which their paths are tried.
  private enum Route {
    TOKEN("/token", "POST"),
    UPLOAD("/upload/storage/v1/b/([^/]+)/o", "POST,PUT,DELETE"),
    OBJECT("(?:/download)?/storage/v1/b/([^/]+)/o/([^/]+)", "GET"),
    LIST("/storage/v1/b/([^/]+)/o", "GET"),
    PERMISSIONS("/storage/v1/b/([^/]+)/iam/testPermissions", "GET"),
    BUCKET("/storage/v1/b/([^/]+)", "GET"),
    SIGNED("/([^/]+)/(.+)", "GET");

    final Pattern path;
    final String methods;

    Route(String path, String methods) {
      this.path = Pattern.compile(path);
      this.methods = methods;
    }

    boolean fits(GcsCall call) {
      return this != SIGNED || call.query().has("X-Goog-Signature");
    }
  }

  private final FakeGcs fake;
  private final GcsReads reads;

  GcsHandler(FakeGcs fake) {
    this.fake = fake;
    this.reads = new GcsReads(fake);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        GcsCall call =
            new GcsCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Query.parse(exchange.getRequestURI().getRawQuery()),
                Headers.of(exchange.getRequestHeaders()),
                body);
        route(exchange, call);
      } catch (GcsRefusal e) {
        Answers.refuse(exchange, e);
      }
    }
  }

  private void route(HttpExchange exchange, GcsCall call) throws IOException, GcsRefusal {
    for (Route route : Route.values()) {
      Matcher match = route.path.matcher(call.path());
      if (match.matches() && route.methods.contains(call.method()) && route.fits(call)) {
        String first = match.groupCount() > 0 ? Query.decode(match.group(1)) : "";
        String second = match.groupCount() > 1 ? Query.decode(match.group(2)) : "";
        handle(route, exchange, call, first, second);
        return;
      }
    }
    throw new GcsRefusal(404, "notFound", "Not Found");
  }

  private void handle(
      Route route, HttpExchange exchange, GcsCall call, String bucket, String object)
      throws IOException, GcsRefusal {
    switch (route) {
      case TOKEN -> token(exchange, call);
      case UPLOAD -> upload(exchange, call, bucket);
      case OBJECT -> {
        require(call, "storage.objects.get");
        reads.object(exchange, call, bucket(call, bucket).get(object));
      }
      case LIST -> {
        require(call, "storage.objects.list");
        Answers.send(exchange, 200, reads.list(call, bucket(call, bucket)));
      }
      case PERMISSIONS -> {
        Set<String> granted = fake.access().permissions(call.headers().get("authorization"));
        bucket(call, bucket);
        Answers.send(exchange, 200, GcsReads.permissions(call, granted));
      }
      case BUCKET -> {
        require(call, "storage.buckets.get");
        Answers.send(exchange, 200, bucket(call, bucket).json(fake.uri().toString()));
      }
      case SIGNED -> {
        SignedUrls.verify(call.method(), call.path(), call.query(), call.headers().get("host"));
        GcsReads.media(exchange, call, fake.bucket(bucket).get(object));
      }
    }
  }

  private void token(HttpExchange exchange, GcsCall call) throws IOException {
    try {
      String token = fake.access().exchange(new String(call.body(), UTF_8), FakeGcs.ALL);
      ObjectNode answer = JSON.createObjectNode();
      answer.put("access_token", token).put("expires_in", 3599).put("token_type", "Bearer");
      Answers.send(exchange, 200, answer);
    } catch (GcsRefusal e) {
      ObjectNode answer = JSON.createObjectNode();
      answer.put("error", e.reason).put("error_description", e.getMessage());
      Answers.send(exchange, e.status, answer);
    }
  }

  private void upload(HttpExchange exchange, GcsCall call, String name)
      throws IOException, GcsRefusal {
    call.query().only("uploadType", "upload_id", "name", "ifGenerationMatch", "kmsKeyName");
    String session = call.query().get("upload_id");
    switch (call.method() + " " + call.query().get("uploadType")) {
      case "POST multipart" -> {
        require(call, "storage.objects.create");
        GcsObject object =
            fake.uploads().multipart(bucket(call, name), call.query(), call.headers(), call.body());
        Answers.send(exchange, 200, object.json(fake.uri().toString(), true));
      }
      case "POST resumable" -> {
        require(call, "storage.objects.create");
        String id =
            fake.uploads().start(bucket(call, name), call.query(), call.headers(), call.body());
        exchange
            .getResponseHeaders()
            .set(
                "Location",
                "http://"
                    + call.headers().get("host")
                    + call.path()
                    + "?uploadType=resumable&upload_id="
                    + id);
        exchange.sendResponseHeaders(200, -1);
      }
      case "PUT resumable" -> {
        GcsUploads.Progress progress = fake.uploads().chunk(session, call.headers(), call.body());
        if (progress.object() != null) {
          Answers.send(exchange, 200, progress.object().json(fake.uri().toString(), true));
          return;
        }
        if (progress.received() > 0) {
          exchange.getResponseHeaders().set("Range", "bytes=0-" + (progress.received() - 1));
        }
        exchange.sendResponseHeaders(308, -1);
      }
      case "DELETE resumable" -> {
        fake.uploads().cancel(session);
        exchange.sendResponseHeaders(499, -1);
      }
      default -> throw GcsRefusal.invalid("no such upload");
    }
  }

  private GcsBucket bucket(GcsCall call, String name) throws GcsRefusal {
    GcsBucket bucket = fake.bucket(name);
    if (bucket.requesterPays && call.query().get("userProject").isEmpty()) {
      throw new GcsRefusal(
          400, "required", "Bucket is a requester pays bucket but no user project provided.");
    }
    return bucket;
  }

  private void require(GcsCall call, String permission) throws GcsRefusal {
    if (!fake.access().permissions(call.headers().get("authorization")).contains(permission)) {
      throw new GcsRefusal(
          403,
          "forbidden",
          GcsAccess.ACCOUNT + " does not have " + permission + " access to the resource.");
    }
  }
}

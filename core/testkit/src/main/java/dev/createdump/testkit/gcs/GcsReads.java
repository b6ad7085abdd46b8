package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What only reads: objects, their content, listings, permissions.
final class GcsReads {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final FakeGcs fake;

  GcsReads(FakeGcs fake) {
    this.fake = fake;
  }

  void object(HttpExchange exchange, GcsCall call, GcsObject object)
      throws IOException, GcsRefusal {
    call.query().only("generation");
    if (call.query().has("generation")
        && Long.parseLong(call.query().get("generation")) != object.generation()) {
      throw new GcsRefusal(
          404, "notFound", "No such object: " + object.bucket() + "/" + object.name());
    }
    if (call.query().get("alt").equals("media")) {
      media(exchange, call, object);
    } else {
      Answers.send(exchange, 200, object.json(fake.uri().toString(), maySee(call, object)));
    }
  }

  static void media(HttpExchange exchange, GcsCall call, GcsObject object)
      throws IOException, GcsRefusal {
    String key = object.customerKeySha256();
    if (key != null && !key.equals(call.headers().customerKey())) {
      throw new GcsRefusal(
          400,
          "resourceIsEncryptedWithCustomerEncryptionKey",
          "The target object is encrypted by a customer-supplied encryption key.");
    }
    byte[] content = object.content();
    exchange.getResponseHeaders().set("Content-Type", object.contentType());
    exchange.getResponseHeaders().set("x-goog-generation", String.valueOf(object.generation()));
    exchange.getResponseHeaders().set("x-goog-metageneration", "1");
    exchange.getResponseHeaders().set("x-goog-storage-class", object.storageClass());
    exchange
        .getResponseHeaders()
        .set("x-goog-hash", "crc32c=" + Hashes.crc32c(content) + ",md5=" + Hashes.md5(content));
    exchange
        .getResponseHeaders()
        .set("x-goog-stored-content-length", String.valueOf(content.length));
    Matcher range = RANGE.matcher(call.headers().get("range"));
    if (!range.matches()) {
      Answers.bytes(exchange, 200, content, 0, content.length);
      return;
    }
    long first = Long.parseLong(range.group(1));
    if (first >= content.length) {
      throw new GcsRefusal(416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
    }
    long last =
        range.group(2).isEmpty()
            ? content.length - 1
            : Math.min(content.length - 1, Long.parseLong(range.group(2)));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + last + "/" + content.length);
    Answers.bytes(exchange, 206, content, (int) first, (int) (last - first + 1));
  }

  ObjectNode list(GcsCall call, GcsBucket bucket) throws GcsRefusal {
    call.query().only("prefix", "maxResults", "pageToken", "versions");
    String prefix = call.query().get("prefix");
    int max =
        call.query().has("maxResults") ? Integer.parseInt(call.query().get("maxResults")) : 1000;
    String after = "";
    if (call.query().has("pageToken")) {
      after = after(call.query().get("pageToken"));
    }
    ObjectNode answer = JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = JSON.createArrayNode();
    String last = "";
    synchronized (bucket) {
      for (Map.Entry<String, GcsObject> entry : bucket.objects.tailMap(after, false).entrySet()) {
        if (!entry.getKey().startsWith(prefix)) {
          continue;
        }
        if (items.size() == Math.min(max, 1000)) {
          answer.put("nextPageToken", Base64.getEncoder().encodeToString(last.getBytes(UTF_8)));
          break;
        }
        items.add(entry.getValue().json(fake.uri().toString(), maySee(call, entry.getValue())));
        last = entry.getKey();
      }
    }
    if (!items.isEmpty()) {
      answer.set("items", items);
    }
    return answer;
  }

  private static String after(String token) throws GcsRefusal {
    try {
      return new String(Base64.getDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      throw GcsRefusal.invalid("Invalid argument: pageToken");
    }
  }

  private static boolean maySee(GcsCall call, GcsObject object) throws GcsRefusal {
    String key = object.customerKeySha256();
    return key == null || key.equals(call.headers().customerKey());
  }

  static ObjectNode permissions(GcsCall call, Set<String> granted) throws GcsRefusal {
    call.query().only("permissions");
    ObjectNode answer = JSON.createObjectNode().put("kind", "storage#testIamPermissionsResponse");
    ArrayNode list = JSON.createArrayNode();
    for (String asked : call.query().get("permissions").split("\n", -1)) {
      if (granted.contains(asked)) {
        list.add(asked);
      }
    }
    if (!list.isEmpty()) {
      answer.set("permissions", list);
    }
    return answer;
  }
}

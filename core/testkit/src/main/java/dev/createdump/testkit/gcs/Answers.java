package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Answers in Google's formats.
final class Answers {
  private static final JsonMapper JSON = new JsonMapper();

  private Answers() {}

  static void refuse(HttpExchange exchange, GcsRefusal e) throws IOException {
    if (e.status == 401) {
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
    }
    ObjectNode error = JSON.createObjectNode();
    error.put("code", e.status).put("message", e.getMessage());
    ObjectNode first = error.putArray("errors").addObject();
    first.put("message", e.getMessage()).put("domain", "global").put("reason", e.reason);
    send(exchange, e.status, JSON.createObjectNode().set("error", error));
  }

  static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] body = answer.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    bytes(exchange, status, body, 0, body.length);
  }

  static void bytes(HttpExchange exchange, int status, byte[] body, int from, int count)
      throws IOException {
    exchange.sendResponseHeaders(status, count == 0 ? -1 : count);
    if (count > 0) {
      exchange.getResponseBody().write(body, from, count);
    }
  }
}

package dev.createdump.testkit.forge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Answers a fake forge's requests: does what is asked unless the test planned otherwise, and
/// records both.
abstract class FaultyHandler implements HttpHandler {
  private final Faults faults;

  FaultyHandler(Faults faults) {
    this.faults = faults;
  }

  /// What the server says.
  record Reply(int status, Map<String, String> headers, String body) {}

  /// Does what is asked.
  abstract Reply process(HttpExchange http, String body) throws IOException;

  @Override
  public final void handle(HttpExchange http) throws IOException {
    String method = http.getRequestMethod();
    String path = http.getRequestURI().getRawPath();
    String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    @Nullable Fault fault = faults.next(method, path);
    switch (fault) {
      case null -> finish(http, body, process(http, body), false);
      case Fault.Answer(int status, Map<String, String> headers, String text) ->
          finish(http, body, new Reply(status, headers, text), true);
      case Fault.ProcessedButAnswers(int status, String text) -> {
        process(http, body);
        finish(http, body, new Reply(status, Map.of(), text), true);
      }
      case Fault.Drop() -> drop(http, body);
      case Fault.ProcessedAndDrop() -> {
        process(http, body);
        drop(http, body);
      }
      case Fault.CutOff() -> cutOff(http, body, process(http, body));
      case Fault.Meanwhile(Runnable action) -> {
        action.run();
        finish(http, body, process(http, body), false);
      }
    }
  }

  private void finish(HttpExchange http, String body, Reply reply, boolean scripted)
      throws IOException {
    record(http, body, reply.status(), reply.body(), scripted);
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    reply.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
    http.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    http.getResponseBody().write(bytes);
    http.close();
  }

  private void drop(HttpExchange http, String body) {
    record(http, body, 0, "", true);
    http.close();
  }

  private void cutOff(HttpExchange http, String body, Reply reply) throws IOException {
    record(http, body, reply.status(), reply.body(), true);
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(reply.status(), bytes.length);
    http.getResponseBody().write(bytes, 0, bytes.length / 2);
    http.getResponseBody().flush();
    http.close();
  }

  private void record(HttpExchange http, String body, int status, String answer, boolean scripted) {
    Map<String, List<String>> headers = new TreeMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    faults.record(
        new Exchange(
            http.getRequestMethod(),
            http.getRequestURI().getRawPath(),
            Objects.requireNonNullElse(http.getRequestURI().getRawQuery(), ""),
            headers,
            body,
            status,
            answer,
            scripted));
  }
}

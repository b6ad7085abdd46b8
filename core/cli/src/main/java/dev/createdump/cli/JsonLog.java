package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.RunClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is said to people as one JSON object a line, for whoever collects logs.
final class JsonLog {
  private static final String NOTE = "note: ";

  private JsonLog() {}

  /// A line that was said.
  static String said(String text) {
    String line = text.strip();
    return line.startsWith(NOTE)
        ? object("warn", "note", line.substring(NOTE.length()), null, null)
        : object("info", "said", line, null, null);
  }

  /// What ended the run.
  static String failed(String message, String hint) {
    return object("error", "failed", message, hint.isEmpty() ? null : hint, null);
  }

  /// A step begins.
  static String step(String label) {
    return object("info", "step", label, null, null);
  }

  /// The last line.
  static String ended(int code) {
    return object(code == 0 ? "info" : "error", "end", "exit code " + code, null, code);
  }

  private static String object(
      String level, String event, String message, @Nullable String hint, @Nullable Integer exit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.compact(out)) {
      json.writeStartObject();
      json.writeStringField("time", RunClock.wallTime().toString());
      json.writeStringField("level", level);
      json.writeStringField("event", event);
      json.writeStringField("message", message);
      if (hint != null) {
        json.writeStringField("hint", hint);
      }
      if (exit != null) {
        json.writeNumberField("exit", exit);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }
}

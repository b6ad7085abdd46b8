package dev.createdump.engine.base;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A small JSON document as a text that ends with a line feed.
public final class JsonText {
  /// Writes the one value of the document.
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonText() {}

  /// The text of the document, indented by two spaces.
  public static String of(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.pretty(out)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }
}

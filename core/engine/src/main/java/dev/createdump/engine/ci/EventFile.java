package dev.createdump.engine.ci;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The few values of a webhook event that matter, read as a stream: the rest of the file, however
/// large, is skipped.
record EventFile(Map<String, String> values) {
  /// GitHub caps webhook payloads at 25 MB.
  private static final long MAX_BYTES = 32L << 20;

  /// No name of a branch, title or URL is longer.
  private static final int MAX_VALUE = 4096;

  /// Reads the values at the wanted paths, such as `pull_request.head.sha`.
  ///
  /// @param variable what names the file
  /// @throws Failure.Source where the file is missing, too large or no JSON
  static EventFile read(Path file, Set<String> wanted, String variable) throws Failure {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is no regular file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new Failure.Source("the event file " + file + " is larger than 32 MiB", "");
      }
      try (JsonParser parser = Json.factory().createParser(file.toFile())) {
        Map<String, String> found = new TreeMap<>();
        collect(parser, wanted, found);
        return new EventFile(found);
      }
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot read the event file " + file + " (" + variable + "): " + firstLine(e),
          variable + " must name the event's JSON.",
          e);
    }
  }

  private static void collect(JsonParser parser, Set<String> wanted, Map<String, String> found)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it holds no JSON object");
    }
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        String path = pathOf(parser);
        if (wanted.contains(path)) {
          found.putIfAbsent(path, cut(parser.getText()));
        }
      }
    }
  }

  /// At most so much of a value, never half a character.
  private static String cut(String value) {
    if (value.length() <= MAX_VALUE) {
      return value;
    }
    boolean splits = Character.isHighSurrogate(value.charAt(MAX_VALUE - 1));
    return value.substring(0, splits ? MAX_VALUE - 1 : MAX_VALUE);
  }

  private static String pathOf(JsonParser parser) {
    StringBuilder path = new StringBuilder();
    for (var c = parser.getParsingContext(); c != null && !c.inRoot(); c = c.getParent()) {
      path.insert(0, path.isEmpty() ? c.getCurrentName() : c.getCurrentName() + ".");
    }
    return path.toString();
  }

  private static String firstLine(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is none";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    };
  }

  Optional<String> get(String path) {
    return Optional.ofNullable(values.get(path)).filter(value -> !value.isEmpty());
  }

  String text(String path) {
    return get(path).orElse("");
  }
}

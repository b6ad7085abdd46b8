package dev.createdump.engine.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Values as JSON: sizes as numbers of bytes, choices by name, rows as objects.
final class JsonValue {
  private JsonValue() {}

  static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case Named named -> json.writeString(named.id());
      case Boolean bool -> json.writeBoolean(bool);
      case Integer number -> json.writeNumber(number);
      case Long bytes -> json.writeNumber(bytes);
      case List<?> list -> list(json, list);
      case Values row -> row(json, row);
      default -> json.writeString(value.toString());
    }
  }

  private static void list(JsonGenerator json, List<?> list) throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      write(json, element);
    }
    json.writeEndArray();
  }

  private static void row(JsonGenerator json, Values row) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Object> column : row.byName().entrySet()) {
      json.writeFieldName(column.getKey());
      write(json, column.getValue());
    }
    json.writeEndObject();
  }
}

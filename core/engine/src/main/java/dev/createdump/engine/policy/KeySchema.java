package dev.createdump.engine.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Keys and their types in JSON Schema (draft 2020-12), for the schemas of configuration and of
/// policies.
final class KeySchema {
  private KeySchema() {}

  /// Members that are described under `$defs`.
  static void references(JsonGenerator json, Collection<String> names) throws IOException {
    for (String name : names) {
      json.writeObjectFieldStart(name);
      json.writeStringField("$ref", "#/$defs/" + name);
      json.writeEndObject();
    }
  }

  static void table(JsonGenerator json, Shape table) throws IOException {
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, Key<?>> key : table.keys().entrySet()) {
      json.writeFieldName(key.getKey());
      key(json, key.getValue());
    }
    for (Map.Entry<String, Shape> inner : table.tables().entrySet()) {
      json.writeObjectFieldStart(inner.getKey());
      table(json, inner.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
  }

  static void key(JsonGenerator json, Key<?> key) throws IOException {
    json.writeStartObject();
    json.writeStringField("description", key.doc());
    type(json, key.type());
    Object builtIn = key.defaultValue();
    if (builtIn != null) {
      json.writeFieldName("default");
      JsonValue.write(json, builtIn);
    }
    json.writeEndObject();
  }

  static void type(JsonGenerator json, KeyType<?> type) throws IOException {
    switch (type) {
      case Text text -> text(json, text.kind());
      case Toggle _ -> json.writeStringField("type", "boolean");
      case Count count -> integer(json, count.min(), count.max());
      case Size size -> size(json, size);
      case Choice<?> choice -> choice(json, choice.values());
      case ListOf<?> list -> list(json, list);
      case Tables tables -> tables(json, tables);
    }
  }

  private static void text(JsonGenerator json, TextKind kind) throws IOException {
    json.writeStringField("type", "string");
    json.writeNumberField("minLength", kind.mayBeEmpty() ? 0 : 1);
    json.writeNumberField("maxLength", TextKind.MAX_LENGTH);
    String pattern = kind.schemaPattern();
    if (pattern != null) {
      json.writeStringField("pattern", pattern);
    }
  }

  private static void integer(JsonGenerator json, long min, long max) throws IOException {
    json.writeStringField("type", "integer");
    json.writeNumberField("minimum", min);
    json.writeNumberField("maximum", max);
  }

  private static void size(JsonGenerator json, Size size) throws IOException {
    json.writeArrayFieldStart("anyOf");
    json.writeStartObject();
    integer(json, size.min(), size.max());
    json.writeEndObject();
    json.writeStartObject();
    json.writeStringField("type", "string");
    json.writeStringField("pattern", "^\\s*[0-9]{1,18}\\s*([KkMmGg]?[Bb]|[KkMmGg][Ii][Bb])?\\s*$");
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void choice(JsonGenerator json, List<? extends Named> values) throws IOException {
    json.writeArrayFieldStart("enum");
    for (Named value : values) {
      json.writeString(value.id());
    }
    for (Named value : values) {
      for (String alias : value.aliases()) {
        json.writeString(alias);
      }
    }
    json.writeEndArray();
  }

  private static void list(JsonGenerator json, ListOf<?> list) throws IOException {
    json.writeStringField("type", "array");
    json.writeObjectFieldStart("items");
    type(json, list.element());
    json.writeEndObject();
    json.writeNumberField("minItems", list.min());
    json.writeBooleanField("uniqueItems", true);
  }

  private static void tables(JsonGenerator json, Tables tables) throws IOException {
    json.writeStringField("type", "array");
    json.writeObjectFieldStart("items");
    table(json, Shape.of(tables.columns()));
    json.writeArrayFieldStart("required");
    for (Key<?> column : tables.columns()) {
      if (column.defaultValue() == null) {
        json.writeString(column.name());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

package dev.createdump.engine.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The JSON Schema (draft 2020-12) of central policies, for editors. Whatever the loader accepts is
/// valid; the loader alone checks what a schema cannot say.
public final class PolicySchema {
  private static final Shape ROOT = Shape.of(Keys.ALL);

  /// What stands at the top of a policy, and again under each condition.
  private static final List<String> RULES = List.of("defaults", "enforce");

  private PolicySchema() {}

  /// The schema as JSON text, the same on every call.
  public static String json() {
    return JsonText.of(PolicySchema::root);
  }

  private static void root(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.writeStringField("title", "central policy of create-dump");
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    json.writeObjectFieldStart("policy");
    json.writeStringField("description", "What the policy says of itself.");
    KeySchema.table(json, Shape.of(PolicyKeys.HEADER));
    json.writeEndObject();
    KeySchema.references(json, RULES);
    json.writeObjectFieldStart("when");
    json.writeStringField("description", "What is preset and enforced under a condition.");
    json.writeStringField("type", "array");
    json.writeObjectFieldStart("items");
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (Key<?> key : PolicyKeys.WHEN) {
      json.writeFieldName(key.name());
      KeySchema.key(json, key);
    }
    KeySchema.references(json, RULES);
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
    json.writeObjectFieldStart("$defs");
    json.writeObjectFieldStart("defaults");
    json.writeStringField("description", "What holds where nobody says otherwise.");
    KeySchema.table(json, ROOT);
    json.writeEndObject();
    json.writeObjectFieldStart("enforce");
    json.writeStringField("description", "What holds whatever anybody says.");
    demands(json, ROOT);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void demands(JsonGenerator json, Shape table) throws IOException {
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, Key<?>> key : table.keys().entrySet()) {
      json.writeObjectFieldStart(key.getKey());
      demand(json, key.getValue());
      json.writeEndObject();
    }
    for (Map.Entry<String, Shape> inner : table.tables().entrySet()) {
      json.writeObjectFieldStart(inner.getKey());
      demands(json, inner.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
  }

  /// A value, or a table of what is asked of one.
  private static void demand(JsonGenerator json, Key<?> key) throws IOException {
    json.writeStringField("description", key.doc());
    json.writeArrayFieldStart("anyOf");
    json.writeStartObject();
    KeySchema.type(json, key.type());
    json.writeEndObject();
    json.writeStartObject();
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, Demand.Kind> kind : DemandReader.kinds(key.type()).entrySet()) {
      json.writeObjectFieldStart(kind.getKey());
      asked(json, key.type(), kind.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void asked(JsonGenerator json, KeyType<?> type, Demand.Kind kind)
      throws IOException {
    if (kind == Demand.Kind.MIN || kind == Demand.Kind.MAX) {
      KeySchema.type(json, type);
      return;
    }
    json.writeStringField("type", "array");
    json.writeNumberField("minItems", 1);
    json.writeObjectFieldStart("items");
    switch (type) {
      case ListOf<?> list -> KeySchema.type(json, list.element());
      case Tables tables -> row(json, tables);
      case Scalar<?> scalar -> KeySchema.type(json, scalar);
    }
    json.writeEndObject();
  }

  private static void row(JsonGenerator json, Tables tables) throws IOException {
    json.writeArrayFieldStart("anyOf");
    json.writeStartObject();
    KeySchema.type(json, tables.main().type());
    json.writeEndObject();
    json.writeStartObject();
    demands(json, Shape.of(tables.columns()));
    json.writeEndObject();
    json.writeEndArray();
  }
}

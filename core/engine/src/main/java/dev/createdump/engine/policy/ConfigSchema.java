package dev.createdump.engine.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import java.io.IOException;
import java.util.Map;

/// The JSON Schema (draft 2020-12) of `create-dump.toml`, for editors. Whatever the loader accepts
/// in that file is valid; the loader alone checks what a schema cannot say.
public final class ConfigSchema {
  private static final Shape ROOT = Shape.of(Keys.ALL);

  private ConfigSchema() {}

  /// The schema as JSON text, the same on every call.
  public static String json() {
    return JsonText.of(ConfigSchema::root);
  }

  private static void root(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.writeStringField("title", "create-dump.toml");
    json.writeStringField("description", "Configuration of create-dump.");
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    KeySchema.references(json, ROOT.names());
    json.writeObjectFieldStart("profile");
    json.writeStringField("description", "Named sets of settings that --profile lays on top.");
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("propertyNames");
    json.writeStringField("pattern", "^[A-Za-z0-9_-]{1,64}$");
    json.writeEndObject();
    json.writeObjectFieldStart("additionalProperties");
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    KeySchema.references(json, ROOT.names());
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeBooleanField("additionalProperties", false);
    definitions(json);
    json.writeEndObject();
  }

  private static void definitions(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("$defs");
    for (Map.Entry<String, Key<?>> key : ROOT.keys().entrySet()) {
      json.writeFieldName(key.getKey());
      KeySchema.key(json, key.getValue());
    }
    for (Section section : Keys.SECTIONS) {
      Shape table = ROOT.tables().get(section.name());
      if (table != null) {
        json.writeObjectFieldStart(section.name());
        json.writeStringField("description", section.doc());
        KeySchema.table(json, table);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }
}

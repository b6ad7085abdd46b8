package dev.createdump.engine.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.policy.ResolvedValue.Overridden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A resolved configuration, for people and for programs.
public final class ConfigShow {
  /// Where the origins stand; longer lines push theirs to the right.
  private static final int COLUMN = 44;

  private ConfigShow() {}

  /// One key in words.
  ///
  /// @param value as a TOML file would have it
  /// @param origin where it came from, in words
  public record Row(String key, String value, String origin) {}

  public static List<Row> rows(Resolved resolved) {
    List<Row> rows = new ArrayList<>();
    for (ResolvedValue value : resolved.values()) {
      rows.add(new Row(value.key().name(), TomlText.of(value.value()), value.origin().describe()));
    }
    return List.copyOf(rows);
  }

  /// Lines of TOML that mean exactly these settings.
  ///
  /// @param origins whether a comment on each line says where the value came from
  public static String text(Resolved resolved, boolean origins) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows(resolved)) {
      String line = row.key() + " = " + row.value();
      text.append(line);
      if (origins) {
        text.append(" ".repeat(Math.max(1, COLUMN - line.length())));
        text.append("# ").append(row.origin());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /// The settings as JSON: `values` (each with `key`, `value`, `origin`, `overridden`, the nearest
  /// first, and `enforced`) in the order of [Keys#ALL], and `notes`.
  public static String json(Resolved resolved) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("values");
          for (ResolvedValue value : resolved.values()) {
            value(json, value);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("notes");
          for (String note : resolved.notes()) {
            json.writeString(note);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void value(JsonGenerator json, ResolvedValue value) throws IOException {
    json.writeStartObject();
    members(json, value);
    json.writeEndObject();
  }

  /// The members that tell a value and its history.
  static void members(JsonGenerator json, ResolvedValue value) throws IOException {
    json.writeStringField("key", value.key().name());
    valueAndOrigin(json, value.value(), value.origin());
    json.writeArrayFieldStart("overridden");
    for (Overridden overridden : value.overridden()) {
      json.writeStartObject();
      valueAndOrigin(json, overridden.value(), overridden.origin());
      json.writeEndObject();
    }
    json.writeEndArray();
    ConfigExplain.demands(json, value.demands());
  }

  private static void valueAndOrigin(JsonGenerator json, Object value, Origin origin)
      throws IOException {
    json.writeFieldName("value");
    JsonValue.write(json, value);
    json.writeObjectFieldStart("origin");
    switch (origin) {
      case Origin.Default _ -> json.writeStringField("kind", "default");
      case Origin.InPolicy in -> {
        json.writeStringField("kind", "policy");
        json.writeStringField("uri", in.uri());
        json.writeNumberField("line", in.line());
        json.writeNumberField("column", in.column());
      }
      case Origin.InFile in -> {
        json.writeStringField("kind", "file");
        place(json, in.file(), in.line(), in.column());
      }
      case Origin.InProfile in -> {
        json.writeStringField("kind", "profile");
        json.writeStringField("profile", in.profile());
        place(json, in.file(), in.line(), in.column());
      }
      case Origin.Variable variable -> {
        json.writeStringField("kind", "env");
        json.writeStringField("name", variable.name());
      }
      case Origin.Flag flag -> {
        json.writeStringField("kind", "flag");
        json.writeStringField("name", flag.name());
      }
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, String file, int line, int column)
      throws IOException {
    json.writeStringField("file", file);
    json.writeNumberField("line", line);
    json.writeNumberField("column", column);
  }
}

package dev.createdump.engine.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.policy.ResolvedValue.Overridden;
import java.io.IOException;
import java.util.List;

/// Why a key has its value: where it came from, what that overrode, and what is enforced on it.
public final class ConfigExplain {
  private ConfigExplain() {}

  /// One key for people, several lines.
  public static String text(ResolvedValue value) {
    Key<?> key = value.key();
    StringBuilder text = new StringBuilder(key.name());
    text.append(" = ").append(TomlText.of(value.value())).append('\n');
    line(text, "", key.doc());
    line(text, "type", key.type().typeName() + ": " + key.type().allowed());
    line(text, "from", layer(value.origin()) + ", " + value.origin().describe());
    for (Overridden below : value.overridden()) {
      String from = layer(below.origin()) + ", " + below.origin().describe();
      line(text, "instead of", TomlText.of(below.value()) + " from " + from);
    }
    for (Demand demand : value.demands()) {
      line(text, "enforced", "it " + demand.describe() + " (" + demand.origin().describe() + ")");
    }
    String flag = key.flag() == null ? "" : ", flag " + key.flag();
    line(text, "set by", "variable " + key.variable() + flag);
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String what) {
    text.append("  ").append(label).append(" ".repeat(12 - label.length())).append(what);
    text.append('\n');
  }

  /// What people call the layer of an origin.
  static String layer(Origin origin) {
    return switch (origin) {
      case Origin.Default _ -> "built in";
      case Origin.InPolicy _ -> "central policy";
      case Origin.InFile in -> in.depth() == 0 ? "project file" : "sub-project's file";
      case Origin.InProfile _ -> "profile";
      case Origin.Variable _ -> "environment";
      case Origin.Flag _ -> "command line";
    };
  }

  /// All keys that somebody set or a policy touches, for people.
  public static String text(Resolved resolved) {
    StringBuilder text = new StringBuilder();
    int untouched = 0;
    for (ResolvedValue value : resolved.values()) {
      if (value.origin() instanceof Origin.Default && value.demands().isEmpty()) {
        untouched++;
      } else {
        text.append(text(value)).append('\n');
      }
    }
    text.append(untouched).append(" other keys have their defaults, and nothing is enforced on");
    return text.append(" them.\n").toString();
  }

  /// The same as JSON: an array of `keys`, each as `config show --json` has it, with its type and
  /// what is allowed.
  public static String json(List<ResolvedValue> values) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("keys");
          for (ResolvedValue value : values) {
            json.writeStartObject();
            json.writeStringField("doc", value.key().doc());
            json.writeStringField("type", value.key().type().typeName());
            json.writeStringField("allowed", value.key().type().allowed());
            json.writeStringField("layer", layer(value.origin()));
            ConfigShow.members(json, value);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /// What is enforced on a key, as an array.
  static void demands(JsonGenerator json, List<Demand> demands) throws IOException {
    json.writeArrayFieldStart("enforced");
    for (Demand demand : demands) {
      json.writeStartObject();
      json.writeStringField("demand", demand.describe());
      json.writeStringField("origin", demand.origin().describe());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

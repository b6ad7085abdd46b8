package dev.createdump.engine.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.dump.ScanReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Writes what a scan found as one JSON document, described by `docs/reference/scan.schema.json`.
public final class ScanJson {
  /// The name and version of the format, the value of `schema`.
  public static final String SCHEMA = "create-dump.scan/v1";

  private ScanJson() {}

  /// @param exitCode what the process ends with
  public static void write(ScanReport report, int exitCode, OutputStream out) throws IOException {
    try (JsonGenerator json = Json.pretty(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeNumberField("exitCode", exitCode);
      json.writeStringField("scope", report.scope().label());
      json.writeStringField("revision", report.revision());
      json.writeStringField("toolVersion", report.toolVersion());
      counts(json, report);
      FindingJson.all(json, report.findings(), report.suppressed());
      rules(json, report);
      others(json, report);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void counts(JsonGenerator json, ScanReport report) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("scanned", report.files());
    json.writeNumberField("bytes", report.bytes());
    json.writeNumberField("findings", report.findings().size());
    json.writeNumberField("blocking", report.blocking().size());
    json.writeNumberField("suppressed", report.suppressed().size());
    json.writeNumberField("expired", report.expired());
    json.writeNumberField("special", report.special().size());
    json.writeNumberField("unscanned", report.unscanned().size());
    json.writeEndObject();
  }

  private static void rules(JsonGenerator json, ScanReport report) throws IOException {
    json.writeArrayFieldStart("rules");
    for (RuleInfo rule : report.rules()) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      json.writeStringField("about", rule.about().value());
      json.writeStringField("severity", rule.severity().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void others(JsonGenerator json, ScanReport report) throws IOException {
    json.writeArrayFieldStart("special");
    for (var path : report.special()) {
      json.writeString(path.value());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unscanned");
    for (ScanReport.Unscanned one : report.unscanned()) {
      json.writeStartObject();
      json.writeStringField("path", one.path().value());
      json.writeStringField("reason", one.reason().value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (var note : report.notes()) {
      json.writeString(note.value());
    }
    json.writeEndArray();
  }
}

package dev.createdump.engine.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.Suppressed;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Findings as the JSON documents of the product say them.
public final class FindingJson {
  private FindingJson() {}

  /// Writes `findings`, an array, and `suppressed`, one of findings with what silences them.
  public static void all(
      JsonGenerator json, List<DumpFinding> findings, List<Suppressed> suppressed)
      throws IOException {
    json.writeArrayFieldStart("findings");
    for (DumpFinding finding : findings) {
      json.writeStartObject();
      members(json, finding);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("suppressed");
    for (Suppressed one : suppressed) {
      json.writeStartObject();
      members(json, one.finding());
      json.writeStringField("by", one.by().label());
      json.writeStringField("reason", one.reason().value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void members(JsonGenerator json, DumpFinding finding) throws IOException {
    json.writeStringField("kind", finding.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("rule", finding.rule());
    json.writeStringField("change", finding.change().name().toLowerCase(Locale.ROOT));
    json.writeStringField("path", finding.path().value());
    if (finding.fileIndex() >= 0) {
      json.writeNumberField("file", finding.fileIndex());
    }
    if (finding.line() > 0) {
      json.writeNumberField("line", finding.line());
      json.writeNumberField("column", finding.column());
    }
    json.writeStringField("text", finding.text().value());
    if (!finding.mark().isEmpty()) {
      json.writeStringField("mark", finding.mark());
    }
    if (!finding.commit().isEmpty()) {
      json.writeStringField("commit", finding.commit());
    }
  }
}

package dev.createdump.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.render.sarif.Fingerprints;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Findings as GitLab's merge request widget takes them: the fields that "Code Quality" documents
/// of the Code Climate format. What the change takes away is left out, as the widget shows it as
/// fixed when it is missing.
final class CodeQuality {
  /// More than anybody reads; GitLab drops reports that are too large.
  private static final int MOST = 5_000;

  private CodeQuality() {}

  static String of(DumpHeader header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Fingerprints fingerprints = new Fingerprints();
    int written = 0;
    try (JsonGenerator json = Json.pretty(out)) {
      json.writeStartArray();
      for (DumpFinding finding : header.findingsByWeight()) {
        if (standsInTheHead(finding) && written++ < MOST) {
          write(json, finding, severity(header, finding), fingerprints.next(finding));
        }
      }
      json.writeEndArray();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean standsInTheHead(DumpFinding finding) {
    return finding.fileIndex() >= 0
        && finding.commit().isEmpty()
        && finding.change() != DumpFinding.Change.RESOLVED;
  }

  private static void write(
      JsonGenerator json, DumpFinding finding, String severity, String fingerprint)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("description", description(finding));
    json.writeStringField("check_name", finding.rule());
    json.writeStringField("fingerprint", fingerprint);
    json.writeStringField("severity", severity);
    json.writeObjectFieldStart("location");
    json.writeStringField("path", finding.path().value());
    json.writeObjectFieldStart("lines");
    json.writeNumberField("begin", Math.max(1, finding.line()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String description(DumpFinding finding) {
    return finding.kind() == DumpFinding.Kind.SECRET
        ? "Secret: " + finding.rule()
        : "To-do: " + HiddenCharacters.reveal(finding.text().value());
  }

  private static String severity(DumpHeader header, DumpFinding finding) {
    if (finding.kind() == DumpFinding.Kind.TODO) {
      return "info";
    }
    return switch (RuleInfo.severityOf(finding.rule(), header.rules())) {
      case CRITICAL -> "blocker";
      case HIGH -> "critical";
      case MEDIUM -> "major";
    };
  }
}

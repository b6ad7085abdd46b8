package dev.createdump.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.render.sarif.Fingerprints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Secrets as GitLab's security report schema for secret detection wants them, version 15.0.2,
/// which servers from 15.0 on take. The field for the source's text is left out: it would be the
/// secret.
final class SecretDetection {
  private static final String SCHEMA = "15.0.2";

  /// More than anybody reads; GitLab drops reports that are too large.
  private static final int MOST = 5_000;

  private final DumpHeader header;
  private final Fingerprints fingerprints = new Fingerprints();

  private SecretDetection(DumpHeader header) {
    this.header = header;
  }

  /// @param time when the scan was
  static String of(DumpHeader header, Instant time) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.pretty(out)) {
      new SecretDetection(header).write(json, withoutZone(time));
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The schema wants UTC without saying so.
  private static String withoutZone(Instant time) {
    String text = UtcTime.text(time.getEpochSecond());
    return text.substring(0, text.length() - 1);
  }

  private void write(JsonGenerator json, String time) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", SCHEMA);
    json.writeArrayFieldStart("vulnerabilities");
    int written = 0;
    for (DumpFinding finding : header.findingsByWeight()) {
      if (isThere(finding) && written++ < MOST) {
        vulnerability(json, finding);
      }
    }
    json.writeEndArray();
    scan(json, time);
    json.writeEndObject();
  }

  private static boolean isThere(DumpFinding finding) {
    return finding.kind() == DumpFinding.Kind.SECRET
        && finding.change() != DumpFinding.Change.RESOLVED
        && (finding.fileIndex() >= 0 || !finding.commit().isEmpty());
  }

  private void vulnerability(JsonGenerator json, DumpFinding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", Digests.sha256Hex(fingerprints.next(finding)));
    json.writeStringField("name", "Secret: " + finding.rule());
    json.writeStringField(
        "description",
        "A secret (" + finding.rule() + ") was found. Take it for known and revoke it first.");
    json.writeStringField("severity", severity(finding));
    json.writeStringField(
        "solution", "Revoke the secret, then remove it; the history keeps it until rewritten.");
    json.writeArrayFieldStart("identifiers");
    json.writeStartObject();
    json.writeStringField("type", "create_dump_rule");
    json.writeStringField("name", "create-dump rule " + finding.rule());
    json.writeStringField("value", finding.rule());
    json.writeEndObject();
    json.writeEndArray();
    location(json, finding);
    json.writeEndObject();
  }

  private void location(JsonGenerator json, DumpFinding finding) throws IOException {
    json.writeObjectFieldStart("location");
    json.writeStringField("file", finding.path().value());
    json.writeNumberField("start_line", Math.max(1, finding.line()));
    json.writeNumberField("end_line", Math.max(1, finding.line()));
    json.writeObjectFieldStart("commit");
    json.writeStringField(
        "sha", finding.commit().isEmpty() ? header.head().id().hex() : finding.commit());
    json.writeEndObject();
    json.writeEndObject();
  }

  private String severity(DumpFinding finding) {
    return switch (RuleInfo.severityOf(finding.rule(), header.rules())) {
      case CRITICAL -> "Critical";
      case HIGH -> "High";
      case MEDIUM -> "Medium";
    };
  }

  private void scan(JsonGenerator json, String time) throws IOException {
    json.writeObjectFieldStart("scan");
    tool(json, "analyzer");
    tool(json, "scanner");
    json.writeStringField("type", "secret_detection");
    json.writeStringField("start_time", time);
    json.writeStringField("end_time", time);
    json.writeStringField("status", "success");
    json.writeEndObject();
  }

  private void tool(JsonGenerator json, String role) throws IOException {
    json.writeObjectFieldStart(role);
    json.writeStringField("id", "create-dump");
    json.writeStringField("name", "create-dump");
    json.writeStringField("version", header.toolVersion());
    json.writeObjectFieldStart("vendor");
    json.writeStringField("name", "create-dump");
    json.writeEndObject();
    json.writeEndObject();
  }
}

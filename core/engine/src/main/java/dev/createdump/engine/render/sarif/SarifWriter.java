package dev.createdump.engine.render.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpFinding.Change;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.dump.Suppressed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes one SARIF 2.1.0 log within the limits of code scanning ("SARIF support for code
/// scanning", GitHub): 25,000 results, texts of 1,000 characters, 10 MB compressed.
///
/// A result is a secret that stands in a file, the worst first, as code scanning shows 5,000. What
/// the change takes away is no result, as code scanning would open an alert for it; it is listed in
/// the run's properties. What stands in a commit message or a title has no file and is told in a
/// notification.
final class SarifWriter {
  private static final int MOST_RESULTS = 25_000;

  /// Of all results together; however badly they compress, the file stays below the limit.
  private static final int MOST_BYTES = 9_000_000;

  private static final int MOST_NOTIFICATIONS = 1_000;

  private final SarifRun run;
  private final Map<String, Integer> ruleIndex = new LinkedHashMap<>();
  private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
  private final List<DumpFinding> results = new ArrayList<>();
  private final List<DumpFinding> resolved = new ArrayList<>();
  private final List<String> notifications = new ArrayList<>();

  SarifWriter(SarifRun run) {
    this.run = run;
    run.rules().forEach(rule -> rules.put(rule.id(), rule));
    for (DumpFinding finding : run.findings()) {
      if (finding.kind() == DumpFinding.Kind.SECRET) {
        sort(finding);
      }
    }
    // Stable: of equals the order of files and lines stays.
    results.sort((one, other) -> Integer.compare(rank(one), rank(other)));
    results.forEach(finding -> ruleIndex.putIfAbsent(finding.rule(), ruleIndex.size()));
  }

  private void sort(DumpFinding finding) {
    if (finding.change() == Change.RESOLVED) {
      resolved.add(finding);
    } else if (finding.fileIndex() < 0 && finding.commit().isEmpty()) {
      notifications.add("A secret (" + finding.rule() + ") stands in " + finding.path() + ".");
    } else {
      results.add(finding);
    }
  }

  /// What the change brings before what was there, and then the worst first.
  private int rank(DumpFinding finding) {
    int worst =
        switch (severity(finding.rule())) {
          case CRITICAL -> 0;
          case HIGH -> 1;
          case MEDIUM -> 2;
        };
    return worst + (finding.change() == Change.PRESENT ? 10 : 0);
  }

  private RuleInfo.Severity severity(String rule) {
    RuleInfo info = rules.get(rule);
    return info == null ? RuleInfo.Severity.HIGH : info.severity();
  }

  void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = Json.pretty(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(json);
      automation(json);
      json.writeArrayFieldStart("results");
      int written = results(json);
      json.writeEndArray();
      if (written < results.size()) {
        int left = results.size() - written;
        notifications.addFirst(
            left + " of " + results.size() + " results are left out, as code scanning has limits.");
      }
      invocation(json);
      provenance(json);
      properties(json);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void tool(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "create-dump");
    json.writeStringField("version", run.toolVersion());
    json.writeArrayFieldStart("rules");
    for (String id : ruleIndex.keySet()) {
      rule(json, id);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rule(JsonGenerator json, String id) throws IOException {
    RuleInfo info = rules.get(id);
    String about = SarifText.message(info == null ? id : info.about().value());
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", id);
    text(json, "shortDescription", about);
    text(json, "fullDescription", about);
    text(
        json,
        "help",
        "Revoke the secret first, as it must be taken for known. Then remove it; the history keeps"
            + " it until it is rewritten.");
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level(id));
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeArrayFieldStart("tags");
    json.writeString("security");
    json.writeString("secret");
    json.writeEndArray();
    json.writeStringField("precision", "high");
    json.writeStringField("security-severity", score(id));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private String level(String rule) {
    return switch (severity(rule)) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
    };
  }

  /// Code scanning takes above 9.0 for critical, 7.0 to 8.9 for high and 4.0 to 6.9 for medium.
  private String score(String rule) {
    return switch (severity(rule)) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
    };
  }

  private static void automation(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("automationDetails");
    json.writeStringField("id", "create-dump/secrets/");
    json.writeEndObject();
    json.writeObjectFieldStart("originalUriBaseIds");
    json.writeObjectFieldStart("ROOT");
    text(json, "description", "The root of the repository.");
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Returns how many were written.
  private int results(JsonGenerator json) throws IOException {
    Fingerprints fingerprints = new Fingerprints();
    long bytes = 0;
    int written = 0;
    while (written < Math.min(results.size(), MOST_RESULTS)) {
      byte[] result = result(results.get(written), fingerprints);
      bytes += result.length;
      if (bytes > MOST_BYTES) {
        return written;
      }
      json.writeRawValue(new String(result, java.nio.charset.StandardCharsets.UTF_8));
      written++;
    }
    return written;
  }

  private byte[] result(DumpFinding finding, Fingerprints fingerprints) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(700);
    try (JsonGenerator json = Json.compact(bytes)) {
      Integer index = ruleIndex.get(finding.rule());
      json.writeStartObject();
      json.writeStringField("ruleId", finding.rule());
      json.writeNumberField("ruleIndex", index == null ? -1 : index);
      json.writeStringField("level", level(finding.rule()));
      text(json, "message", SarifText.message(sentence(finding)));
      json.writeArrayFieldStart("locations");
      location(json, finding);
      json.writeEndArray();
      json.writeObjectFieldStart("partialFingerprints");
      json.writeStringField("primaryLocationLineHash", fingerprints.next(finding));
      json.writeEndObject();
      if (run.change()) {
        json.writeStringField("baselineState", finding.isBrought() ? "new" : "unchanged");
      }
      json.writeObjectFieldStart("properties");
      json.writeStringField("change", finding.change().name().toLowerCase(Locale.ROOT));
      json.writeStringField("mark", finding.mark());
      if (!finding.commit().isEmpty()) {
        json.writeStringField("commit", finding.commit());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private String sentence(DumpFinding finding) {
    RuleInfo info = rules.get(finding.rule());
    String what = info == null ? finding.rule() : info.about().value();
    String end =
        switch (finding.change()) {
          case INTRODUCED -> ", which the change brings.";
          case TRANSIENT ->
              ", which commit " + finding.shortCommit() + " adds and a later one takes away.";
          case RESOLVED -> ", which the change takes away.";
          case PRESENT -> finding.commit().isEmpty() ? "." : " of commit " + finding.commit() + ".";
        };
    return what + " (" + finding.rule() + " " + finding.mark() + ")" + end;
  }

  /// A region without an end column is the rest of its line, so this one is the whole line: columns
  /// here are counted in bytes, and SARIF counts no bytes.
  private static void location(JsonGenerator json, DumpFinding finding) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    String path = finding.path().value();
    // A file outside of the repository, which was named by its whole path.
    boolean outside = path.startsWith("/");
    json.writeStringField(
        "uri", outside ? "file:///" + SarifText.uri(path.substring(1)) : SarifText.uri(path));
    if (!outside) {
      json.writeStringField("uriBaseId", "ROOT");
    }
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", Math.max(1, finding.line()));
    json.writeNumberField("startColumn", 1);
    json.writeNumberField("endLine", Math.max(1, finding.line()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void invocation(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", run.unscanned().isEmpty());
    json.writeArrayFieldStart("toolExecutionNotifications");
    int room = MOST_NOTIFICATIONS;
    for (String unscanned : run.unscanned()) {
      if (room-- > 0) {
        notification(json, "error", "Not scanned: " + unscanned);
      }
    }
    for (String notification : notifications) {
      if (room-- > 0) {
        notification(json, "warning", notification);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void notification(JsonGenerator json, String level, String text)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("level", level);
    text(json, "message", SarifText.message(text));
    json.writeEndObject();
  }

  private void provenance(JsonGenerator json) throws IOException {
    if (run.repository().isEmpty() || run.revision().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("versionControlProvenance");
    json.writeStartObject();
    String address = run.repository();
    json.writeStringField(
        "repositoryUri", "https://" + SarifText.uri(address.substring("https://".length())));
    json.writeStringField("revisionId", run.revision());
    json.writeEndObject();
    json.writeEndArray();
  }

  private void properties(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeObjectFieldStart("suppressed");
    for (Suppressed.By by : Suppressed.By.values()) {
      long count = run.suppressed().stream().filter(one -> one.by() == by).count();
      json.writeNumberField(by.label(), count);
    }
    json.writeEndObject();
    json.writeNumberField("resolvedCount", resolved.size());
    json.writeArrayFieldStart("resolved");
    for (DumpFinding finding : resolved.subList(0, Math.min(resolved.size(), MOST_NOTIFICATIONS))) {
      json.writeStartObject();
      json.writeStringField("ruleId", finding.rule());
      json.writeStringField("uri", SarifText.uri(finding.path().value()));
      json.writeNumberField("line", finding.line());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

package dev.createdump.engine.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Verdicts as one JSON document, described by `docs/reference/verification.schema.json`.
public final class VerdictJson {
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> badLines = new ArrayList<>();

  public void add(Verdict verdict) {
    verdicts.add(verdict);
  }

  /// Adds what stands in an index and is no line of it.
  public void badLine(String problem) {
    badLines.add(problem);
  }

  /// The document, with its line feed.
  public String text(int exitCode) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "create-dump.verification/v1");
          json.writeNumberField("exitCode", exitCode);
          json.writeArrayFieldStart("index");
          for (String problem : badLines) {
            json.writeString(problem);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("dumps");
          for (Verdict verdict : verdicts) {
            write(json, verdict);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("place", verdict.place());
    json.writeStringField("name", verdict.name());
    json.writeStringField("dumpDigest", verdict.dumpDigest());
    json.writeBooleanField("holds", verdict.holds());
    json.writeArrayFieldStart("checks");
    for (Verdict.Check check : verdict.checks()) {
      json.writeStartObject();
      json.writeStringField("name", check.name());
      json.writeStringField("status", check.status().name().toLowerCase(Locale.ROOT));
      json.writeStringField("detail", check.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("problems");
    for (Verdict.Problem problem : verdict.problems()) {
      json.writeStartObject();
      json.writeStringField("check", problem.check());
      json.writeStringField("code", problem.code());
      json.writeStringField("subject", problem.subject());
      json.writeStringField("message", problem.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (String note : verdict.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

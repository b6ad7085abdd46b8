package dev.createdump.engine.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.Comparison;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes a comparison as one JSON document, described by
/// `docs/reference/comparison.schema.json`.
public final class ComparisonJson {
  /// The name and version of the format, the value of `schema`.
  public static final String SCHEMA = "create-dump.comparison/v1";

  private ComparisonJson() {}

  /// @param exitCode what the process ends with
  public static void write(Comparison comparison, int exitCode, OutputStream out)
      throws IOException {
    try (JsonGenerator json = Json.pretty(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeNumberField("exitCode", exitCode);
      json.writeStringField("toolVersion", comparison.toolVersion());
      json.writeStringField("repository", comparison.repository().slug());
      json.writeStringField("host", comparison.repository().host().value());
      commit(json, "base", comparison.base());
      commit(json, "head", comparison.head());
      strings(json, "mergeBases", comparison.mergeBases());
      counts(json, comparison);
      totals(json, comparison);
      json.writeArrayFieldStart("commits");
      for (Comparison.Entry entry : comparison.commits()) {
        entry(json, entry);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("files");
      for (Comparison.File file : comparison.files()) {
        file(json, file);
      }
      json.writeEndArray();
      texts(json, "notes", comparison.notes());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void commit(JsonGenerator json, String name, CommitInfo commit)
      throws IOException {
    json.writeObjectFieldStart(name);
    LedgerJson.commit(json, commit);
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("ahead", comparison.ahead());
    json.writeNumberField("behind", comparison.behind());
    json.writeNumberField("merges", comparison.merges());
    json.writeNumberField("breaking", comparison.breaking());
    json.writeNumberField("files", comparison.files().size());
    json.writeNumberField("added", comparison.added());
    json.writeNumberField("removed", comparison.removed());
    json.writeEndObject();
  }

  private static void totals(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeArrayFieldStart("types");
    for (Comparison.Type type : comparison.types()) {
      json.writeStartObject();
      json.writeStringField("type", type.name().value());
      json.writeNumberField("commits", type.commits());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("issues");
    for (Comparison.IssueTotal issue : comparison.issues()) {
      json.writeStartObject();
      json.writeStringField("id", issue.id().value());
      json.writeNumberField("commits", issue.commits());
      json.writeBooleanField("closed", issue.closed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("authors");
    for (Comparison.Author author : comparison.authors()) {
      json.writeStartObject();
      json.writeStringField("name", author.name().value());
      json.writeNumberField("commits", author.commits());
      json.writeNumberField("added", author.added());
      json.writeNumberField("removed", author.removed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void entry(JsonGenerator json, Comparison.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id());
    json.writeStringField("authoredAt", UtcTime.text(entry.authoredAt()));
    json.writeStringField("author", entry.author().value());
    json.writeStringField("subject", entry.subject().value());
    json.writeStringField("type", entry.type().value());
    json.writeStringField("scope", entry.scope().value());
    json.writeBooleanField("breaking", entry.breaking());
    json.writeBooleanField("merge", entry.merge());
    json.writeArrayFieldStart("issues");
    for (Comparison.Issue issue : entry.issues()) {
      json.writeStartObject();
      json.writeStringField("id", issue.id().value());
      json.writeBooleanField("closes", issue.closes());
      json.writeEndObject();
    }
    json.writeEndArray();
    strings(json, "reverts", entry.reverts());
    texts(json, "coAuthors", entry.coAuthors());
    json.writeNumberField("files", entry.files());
    json.writeNumberField("added", entry.added());
    json.writeNumberField("removed", entry.removed());
    json.writeEndObject();
  }

  private static void file(JsonGenerator json, Comparison.File file) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.path().value());
    if (!file.oldPath().isEmpty()) {
      json.writeStringField("oldPath", file.oldPath().value());
    }
    json.writeStringField("status", file.status().label());
    if (file.added() >= 0) {
      json.writeNumberField("added", file.added());
      json.writeNumberField("removed", file.removed());
    }
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<SafeText> texts)
      throws IOException {
    strings(json, name, texts.stream().map(SafeText::value).toList());
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}

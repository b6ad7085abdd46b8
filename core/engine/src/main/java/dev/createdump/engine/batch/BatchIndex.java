package dev.createdump.engine.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import java.io.IOException;
import java.util.List;

/// The one list of what a batch made, as JSON (`docs/reference/batch.schema.json`) and for people.
/// Nothing in it depends on when or where the batch ran.
///
/// @param name what the batch is called
/// @param tool the version of create-dump
/// @param repository what the repository is called; safe to show
/// @param source the word for where content came from
/// @param commit the commit that is checked out or was asked for; empty where there is none
/// @param directory the directory of the repository that was divided; empty for all of it
/// @param outside how many paths belong to none of the projects that were named, and are in no dump
/// @param exitCode the most severe of all
public record BatchIndex(
    String name,
    String tool,
    String repository,
    String source,
    String commit,
    String directory,
    int outside,
    int exitCode,
    List<String> notes,
    List<BatchRow> rows) {
  /// The name and version of the format.
  public static final String SCHEMA = "create-dump.batch/v1";

  public BatchIndex {
    notes = List.copyOf(notes);
    rows = List.copyOf(rows);
  }

  /// The document for programs.
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("name", name);
    json.writeStringField("tool", tool);
    json.writeNumberField("exitCode", exitCode);
    json.writeStringField("repository", repository);
    json.writeStringField("source", source);
    json.writeStringField("commit", commit);
    json.writeStringField("directory", directory);
    json.writeObjectFieldStart("counts");
    json.writeNumberField("projects", rows.size());
    for (BatchRow.Result result : BatchRow.Result.values()) {
      json.writeNumberField(result.label(), count(result));
    }
    json.writeNumberField("paths", rows.stream().mapToLong(BatchRow::paths).sum());
    json.writeNumberField("outside", outside);
    json.writeNumberField("bytes", rows.stream().mapToLong(row -> row.dump().bytes()).sum());
    json.writeNumberField("findings", rows.stream().mapToLong(r -> r.dump().findings()).sum());
    json.writeEndObject();
    texts(json, "notes", notes);
    json.writeArrayFieldStart("projects");
    for (BatchRow row : rows) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// How many projects went so.
  public long count(BatchRow.Result result) {
    return rows.stream().filter(row -> row.outcome() == result).count();
  }

  private static void write(JsonGenerator json, BatchRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("directory", row.directory());
    texts(json, "markers", row.markers());
    texts(json, "config", row.config());
    texts(json, "owners", row.owners());
    json.writeStringField("outcome", row.outcome().label());
    json.writeNumberField("exitCode", row.exitCode());
    json.writeNumberField("paths", row.paths());
    json.writeStringField("place", row.place());
    if (row.dump().isThere()) {
      BatchRow.Dump dump = row.dump();
      json.writeStringField("dump", dump.name());
      if (!dump.digest().isEmpty()) {
        json.writeStringField("manifest", row.place() + "/" + dump.name() + ".manifest.json");
        json.writeStringField("dumpDigest", dump.digest());
      }
      json.writeNumberField("bytes", dump.bytes());
      json.writeNumberField("findings", dump.findings());
      json.writeNumberField("unread", dump.unread());
      texts(json, "stored", dump.stored());
    }
    if (!row.error().isEmpty()) {
      json.writeStringField("error", row.error());
    }
    if (!row.reason().isEmpty()) {
      json.writeStringField("reason", row.reason());
    }
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}

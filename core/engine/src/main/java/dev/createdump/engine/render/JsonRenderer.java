package dev.createdump.engine.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.patch.PatchCursor;
import dev.createdump.engine.redact.SafeContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes the dump as one JSON document, described by `docs/reference/dump.schema.json`.
public final class JsonRenderer implements Renderer {
  /// The name and version of the format, the value of `schema`.
  public static final String SCHEMA = "create-dump.dump/v1";

  @Override
  public void render(Dump dump, OutputStream out) throws IOException {
    try (JsonGenerator json = Json.pretty(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      header(json, dump.header());
      json.writeArrayFieldStart("files");
      dump.forEachFile(file -> file(json, file));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void header(JsonGenerator json, DumpHeader header) throws IOException {
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("name", header.name());
    json.writeStringField("title", header.title().value());
    LedgerJson.identity(json, header);
    authors(json, header.authors());
    json.writeNumberField("commitCount", header.commitCount());
    json.writeArrayFieldStart("commitList");
    for (CommitInfo commit : header.commits()) {
      json.writeStartObject();
      LedgerJson.commit(json, commit);
      json.writeEndObject();
    }
    json.writeEndArray();
    statistics(json, header.statistics());
    LedgerJson.projects(json, header);
    FindingJson.all(json, header.findings(), header.suppressed());
    LedgerJson.notes(json, header);
  }

  private static void authors(JsonGenerator json, List<DumpHeader.AuthorCount> authors)
      throws IOException {
    json.writeArrayFieldStart("authors");
    for (DumpHeader.AuthorCount author : authors) {
      json.writeStartObject();
      json.writeStringField("name", author.name().value());
      json.writeStringField("email", author.email().value());
      json.writeNumberField("commits", author.commits());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void statistics(JsonGenerator json, Statistics statistics) throws IOException {
    json.writeObjectFieldStart("statistics");
    LedgerJson.counts(json, statistics);
    shares(json, "byLanguage", statistics.byLanguage());
    shares(json, "byDirectory", statistics.byDirectory());
    json.writeArrayFieldStart("largest");
    for (int index : statistics.largest()) {
      json.writeNumber(index);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void shares(JsonGenerator json, String name, List<Statistics.Share> shares)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Statistics.Share share : shares) {
      json.writeStartObject();
      json.writeStringField("name", share.name());
      json.writeNumberField("files", share.files());
      json.writeNumberField("added", share.added());
      json.writeNumberField("deleted", share.deleted());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void file(JsonGenerator json, DumpFile file) throws IOException {
    json.writeStartObject();
    LedgerJson.entry(json, file.entry());
    if (file.entry().state().showsText()) {
      json.writeArrayFieldStart("hunks");
      hunks(json, file.text());
      json.writeEndArray();
    }
    SafeContent content = file.content();
    if (content != null) {
      json.writeFieldName("content");
      byte[] bytes = content.utf8(file.charset());
      json.writeUTF8String(bytes, 0, bytes.length);
    }
    json.writeEndObject();
  }

  private static void hunks(JsonGenerator json, byte[] text) throws IOException {
    PatchCursor cursor = new PatchCursor(text);
    while (cursor.nextHunk()) {
      json.writeStartObject();
      json.writeNumberField("oldStart", cursor.oldStart());
      json.writeNumberField("oldLines", cursor.oldCount());
      json.writeNumberField("newStart", cursor.newStart());
      json.writeNumberField("newLines", cursor.newCount());
      json.writeFieldName("section");
      json.writeUTF8String(
          text, cursor.sectionStart(), cursor.sectionEnd() - cursor.sectionStart());
      json.writeArrayFieldStart("lines");
      while (cursor.nextLine()) {
        int start = cursor.lineStart() - 1;
        json.writeUTF8String(text, start, cursor.lineEnd() - start);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}

package dev.createdump.engine.render.tree;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.AuthorTotal;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import java.io.IOException;
import java.util.List;

/// Who changed what, as JSON.
final class AuthorsJson {
  private AuthorsJson() {}

  static void file(JsonGenerator json, FileAuthors authors) throws IOException {
    json.writeObjectFieldStart("authors");
    json.writeNumberField("commits", authors.commits());
    json.writeNumberField("added", authors.added());
    json.writeNumberField("removed", authors.removed());
    if (authors.commits() > 0) {
      json.writeStringField("first", UtcTime.text(authors.firstAt()));
      json.writeStringField("last", UtcTime.text(authors.lastAt()));
      json.writeNumberField("ageDays", authors.ageDays());
    }
    json.writeArrayFieldStart("by");
    for (FileAuthors.Share share : authors.shares()) {
      json.writeStartObject();
      json.writeStringField("name", share.name().value());
      json.writeNumberField("commits", share.commits());
      json.writeNumberField("added", share.added());
      json.writeNumberField("removed", share.removed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void blame(JsonGenerator json, FileBlame blame) throws IOException {
    json.writeArrayFieldStart("blame");
    for (FileBlame.Range range : blame.ranges()) {
      json.writeStartObject();
      json.writeNumberField("from", range.from());
      json.writeNumberField("to", range.to());
      FileBlame.Origin origin = range.origin();
      if (origin == null) {
        json.writeBooleanField("uncommitted", true);
      } else {
        json.writeStringField("commit", origin.commit());
        json.writeStringField("author", origin.author().value());
        json.writeStringField("date", UtcTime.text(origin.authoredAt()));
        json.writeNumberField("ageDays", origin.ageDays());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void owners(JsonGenerator json, List<FileBlame.Share> owners) throws IOException {
    if (owners.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("lineAuthors");
    for (FileBlame.Share owner : owners) {
      json.writeStartObject();
      json.writeStringField("name", owner.name().value());
      json.writeNumberField("lines", owner.lines());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void totals(JsonGenerator json, List<AuthorTotal> authors) throws IOException {
    if (authors.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("authors");
    for (AuthorTotal author : authors) {
      json.writeStartObject();
      json.writeStringField("name", author.name().value());
      json.writeNumberField("commits", author.commits());
      json.writeNumberField("files", author.files());
      json.writeNumberField("added", author.added());
      json.writeNumberField("removed", author.removed());
      json.writeStringField("first", UtcTime.text(author.firstAt()));
      json.writeStringField("last", UtcTime.text(author.lastAt()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

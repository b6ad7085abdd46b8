package dev.createdump.engine.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.ProjectShare;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;

/// The parts that the JSON dump and the manifest say in the same words.
public final class LedgerJson {
  private LedgerJson() {}

  /// Writes `repository`, `pullRequest` and `commits`.
  public static void identity(JsonGenerator json, DumpHeader header) throws IOException {
    json.writeObjectFieldStart("repository");
    json.writeStringField("host", header.repository().host().value());
    json.writeStringField("owner", header.repository().owner().value());
    json.writeStringField("name", header.repository().name().value());
    json.writeEndObject();
    DumpHeader.PullRequestInfo review = header.pullRequest();
    if (review != null) {
      json.writeObjectFieldStart("pullRequest");
      json.writeNumberField("number", review.number());
      json.writeStringField("url", review.url().value());
      json.writeStringField("sourceBranch", review.sourceBranch().value());
      json.writeStringField("targetBranch", review.targetBranch().value());
      json.writeEndObject();
    }
    json.writeObjectFieldStart("commits");
    commitField(json, "base", header.base());
    commitField(json, "mergeBase", header.mergeBase());
    commitField(json, "head", header.head());
    json.writeEndObject();
  }

  private static void commitField(JsonGenerator json, String name, CommitInfo commit)
      throws IOException {
    json.writeObjectFieldStart(name);
    commit(json, commit);
    json.writeEndObject();
  }

  /// Writes the fields of a commit into an open object.
  public static void commit(JsonGenerator json, CommitInfo commit) throws IOException {
    json.writeStringField("id", commit.id().hex());
    json.writeStringField("author", commit.author().value());
    json.writeStringField("email", commit.email().value());
    json.writeStringField("committedAt", UtcTime.text(commit.committedAt()));
    json.writeStringField("subject", commit.subject().value());
  }

  /// Writes `files`, `added`, `deleted`, `byStatus` and `byState` into an open object.
  public static void counts(JsonGenerator json, Statistics statistics) throws IOException {
    json.writeNumberField("files", statistics.files());
    json.writeNumberField("added", statistics.added());
    json.writeNumberField("deleted", statistics.deleted());
    json.writeObjectFieldStart("byStatus");
    for (ChangeStatus status : ChangeStatus.values()) {
      json.writeNumberField(
          String.valueOf(status.letter()), statistics.byStatus().getOrDefault(status, 0));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("byState");
    for (FileState state : FileState.values()) {
      int paths = statistics.byState().getOrDefault(state, 0);
      if (paths > 0 || !state.isRare()) {
        json.writeNumberField(state.label(), paths);
      }
    }
    json.writeEndObject();
  }

  /// Writes `projects`, the change by project; nothing where it touches none.
  public static void projects(JsonGenerator json, DumpHeader header) throws IOException {
    if (header.projects().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("projects");
    for (ProjectShare share : header.projects()) {
      json.writeStartObject();
      json.writeStringField("path", share.path().value());
      json.writeNumberField("files", share.files());
      json.writeNumberField("added", share.added());
      json.writeNumberField("deleted", share.deleted());
      json.writeNumberField("secrets", share.secrets());
      json.writeNumberField("todos", share.todos());
      json.writeStringField("failOn", share.failOn());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Writes the fields of a ledger entry into an open object.
  public static void entry(JsonGenerator json, DumpFile.Entry entry) throws IOException {
    json.writeStringField("path", entry.path().value());
    if (entry.oldPath() != null) {
      json.writeStringField("oldPath", entry.oldPath().value());
    }
    if (entry.pathsEscaped()) {
      json.writeBooleanField("pathsEscaped", true);
    }
    json.writeStringField("status", String.valueOf(entry.status().letter()));
    if (entry.similarity() > 0) {
      json.writeNumberField("similarity", entry.similarity());
    }
    json.writeStringField("oldMode", entry.oldMode());
    json.writeStringField("newMode", entry.newMode());
    json.writeStringField("oldId", entry.oldId().hex());
    json.writeStringField("newId", entry.newId().hex());
    json.writeStringField("language", entry.language());
    json.writeNumberField("added", entry.added());
    json.writeNumberField("deleted", entry.deleted());
    json.writeStringField("encoding", entry.encoding());
    json.writeStringField("state", entry.state().label());
    if (!entry.reason().isEmpty()) {
      json.writeStringField("reason", entry.reason().value());
    }
    json.writeNumberField("patchBytes", entry.patchBytes());
  }

  /// Writes `notes`, an array of what a reader should know of how the dump was made.
  public static void notes(JsonGenerator json, DumpHeader header) throws IOException {
    json.writeArrayFieldStart("notes");
    for (SafeText note : header.notes()) {
      json.writeString(note.value());
    }
    json.writeEndArray();
  }
}

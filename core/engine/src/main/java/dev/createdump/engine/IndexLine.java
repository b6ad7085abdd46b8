package dev.createdump.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.evidence.IndexColumns;
import dev.createdump.engine.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The one line by which a dump is found: flat, so that every query engine reads it as a row.
final class IndexLine {
  private IndexLine() {}

  /// The line with its line feed.
  static byte[] of(DumpHeader header, DumpWriter.Written written, KeyLayout.Location location) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.compact(line)) {
      json.writeStartObject();
      json.writeStringField("schema", IndexColumns.SCHEMA);
      json.writeStringField("name", header.name());
      json.writeStringField("host", location.host());
      json.writeStringField("org", location.org());
      json.writeStringField("repo", location.repo());
      json.writeStringField("dt", location.date().toString());
      if (location.pullRequestOrNull() != null) {
        json.writeNumberField("pr", location.pullRequestOrNull());
      }
      json.writeStringField("base", header.base().id().hex());
      json.writeStringField("mergeBase", header.mergeBase().id().hex());
      json.writeStringField("head", header.head().id().hex());
      json.writeNumberField("files", header.statistics().files());
      json.writeNumberField("added", header.statistics().added());
      json.writeNumberField("deleted", header.statistics().deleted());
      json.writeNumberField("secrets", count(header, DumpFinding.Kind.SECRET));
      json.writeNumberField("todos", count(header, DumpFinding.Kind.TODO));
      for (FileState state : FileState.values()) {
        int paths = header.statistics().byState().getOrDefault(state, 0);
        if (paths > 0 || !state.isRare()) {
          json.writeNumberField(IndexColumns.of(state), paths);
        }
      }
      json.writeBooleanField("patchComplete", Manifest.patchGaps(header).isEmpty());
      json.writeStringField("prefix", KeyLayout.directory(location));
      json.writeStringField("manifest", written.manifest().name());
      json.writeStringField("dumpDigest", written.dumpDigest());
      json.writeStringField("tool", header.toolVersion());
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a line in memory cannot be written", e);
    }
    return line.toByteArray();
  }

  /// What the change introduces.
  private static long count(DumpHeader header, DumpFinding.Kind kind) {
    return header.findings().stream().filter(f -> f.kind() == kind && f.isBrought()).count();
  }
}

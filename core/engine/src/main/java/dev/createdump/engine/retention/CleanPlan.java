package dev.createdump.engine.retention;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.evidence.LocalDumps.LocalDump;
import dev.createdump.engine.redact.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What is to be done in a directory, and afterwards what was done.
///
/// @param directory the directory that was named
/// @param dumps every dump, in the order of their places
/// @param others what belongs to no dump
public record CleanPlan(Path directory, List<Dump> dumps, List<Other> others) {
  /// The name and version of the format.
  public static final String SCHEMA = "create-dump.clean/v1";

  public CleanPlan {
    dumps = List.copyOf(dumps);
    others = List.copyOf(others);
  }

  /// What becomes of something.
  public enum Fate {
    /// It stays.
    KEEP,
    /// It is to be deleted, or was.
    DELETE,
    /// It is to be moved to the quarantine, or was.
    QUARANTINE,
    /// It should go and could not, or changed meanwhile: it stays.
    LEFT;

    /// The word of the outputs.
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A dump.
  ///
  /// @param reason why it is kept or left; empty for one that goes
  /// @param marks what its files looked like when they were verified, in their order
  public record Dump(LocalDump dump, Fate fate, String reason, List<FileMark> marks) {
    public Dump {
      marks = List.copyOf(marks);
    }

    Dump with(Fate other, String why) {
      return new Dump(dump, other, why, marks);
    }
  }

  /// A file, or what a run that was ended left of a dump.
  ///
  /// @param path from the directory on
  /// @param reason why it belongs to no dump, or why it stays
  /// @param bytes how much it holds
  /// @param remains files that go with it, by their names
  public record Other(String path, Fate fate, String reason, long bytes, List<String> remains) {
    public Other {
      remains = List.copyOf(remains);
    }

    Other with(Fate other, String why) {
      return new Other(path, other, why, bytes, remains);
    }
  }

  /// Whether anything would be changed.
  public boolean isEmpty() {
    return dumps.stream().noneMatch(d -> d.fate() == Fate.DELETE)
        && others.stream().noneMatch(o -> o.fate() == Fate.DELETE || o.fate() == Fate.QUARANTINE);
  }

  /// Whether something is not as it should be: a dump that does not verify, or could not be taken
  /// away.
  public boolean isIncomplete() {
    return dumps.stream().anyMatch(d -> d.fate() == Fate.LEFT || !d.dump().verifies())
        || others.stream().anyMatch(o -> o.fate() == Fate.LEFT);
  }

  /// How much goes, in bytes.
  public long freed() {
    long bytes = 0;
    for (Dump dump : dumps) {
      bytes += dump.fate() == Fate.DELETE ? dump.dump().bytes() : 0;
    }
    return bytes;
  }

  /// The plan for programs.
  ///
  /// @param done whether it was carried out
  public String json(boolean done, int exitCode) {
    return JsonText.of(json -> write(json, done, exitCode));
  }

  private void write(JsonGenerator json, boolean done, int exitCode) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeNumberField("exitCode", exitCode);
    json.writeStringField("directory", directory.toString());
    json.writeBooleanField("done", done);
    json.writeNumberField("bytes", freed());
    json.writeArrayFieldStart("dumps");
    for (Dump dump : dumps) {
      json.writeStartObject();
      Path place = directory.relativize(dump.dump().directory());
      json.writeStringField("place", safe(place.toString()));
      json.writeStringField("name", safe(dump.dump().name()));
      json.writeStringField("dumpDigest", safe(dump.dump().digest()));
      json.writeStringField("fate", dump.fate().label());
      json.writeStringField("reason", safe(dump.reason()));
      json.writeNumberField("bytes", dump.dump().bytes());
      texts(json, dump.dump().files());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("others");
    for (Other other : others) {
      json.writeStartObject();
      json.writeStringField("path", safe(other.path()));
      json.writeStringField("fate", other.fate().label());
      json.writeStringField("reason", safe(other.reason()));
      json.writeNumberField("bytes", other.bytes());
      texts(json, other.remains());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, List<String> files) throws IOException {
    json.writeArrayFieldStart("files");
    for (String file : files) {
      json.writeString(safe(file));
    }
    json.writeEndArray();
  }

  private static String safe(String text) {
    return Redactor.standalone(text).value();
  }
}

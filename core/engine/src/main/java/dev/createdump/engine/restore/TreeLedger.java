package dev.createdump.engine.restore;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.source.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the manifest of a tree's dump says of its files and its paths. About a hundred bytes a path
/// and its name are held in memory.
///
/// @param artifacts the files of the dump
/// @param lines the ledger
record TreeLedger(List<SealedFile> artifacts, Map<RepoPath, Line> lines) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST_VALUES = 100_000;

  /// What the ledger says of a path.
  ///
  /// @param size of its content as it was
  /// @param sha256 of its content; null where it has none or secrets are hidden in it
  record Line(String state, int mode, long size, byte @Nullable [] sha256) {}

  /// @throws MalformedException where it is no manifest of a tree
  static TreeLedger read(Path manifest) throws IOException {
    List<SealedFile> artifacts = new ArrayList<>();
    Map<RepoPath, Line> lines = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(manifest);
        JsonParser parser = Json.strict().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("schema") && !Manifest.SCHEMA.equals(parser.getText())) {
          throw new MalformedException("is no manifest of the format " + Manifest.SCHEMA);
        }
        if (token == JsonToken.START_ARRAY && name.equals("artifacts")) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            artifacts.add(artifact(JsonObject.of(name, JsonTree.read(parser, MOST_VALUES))));
          }
        } else if (token == JsonToken.START_ARRAY && name.equals("ledger")) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            add(JsonObject.of(name, JsonTree.read(parser, MOST_VALUES)), lines);
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw MalformedException.of(e);
    }
    return new TreeLedger(artifacts, lines);
  }

  private static SealedFile artifact(JsonObject artifact) throws MalformedException {
    return new SealedFile(
        artifact.text("name"),
        artifact.text("mediaType"),
        artifact.count("size"),
        artifact.text("sha256", SHA256));
  }

  private static void add(JsonObject entry, Map<RepoPath, Line> lines) throws MalformedException {
    byte[] sha256 =
        entry.has("sha256") ? HexFormat.of().parseHex(entry.text("sha256", SHA256)) : null;
    Line line =
        new Line(
            entry.text("state"),
            Integer.parseInt(entry.text("newMode", Facts.MODE), 8),
            entry.has("size") ? entry.count("size") : 0,
            sha256);
    lines.put(Facts.path(entry, "pathsEscaped"), line);
  }

  /// What it says of a file of the dump; null where it does not know it.
  @Nullable SealedFile artifact(String name) {
    for (SealedFile artifact : artifacts) {
      if (artifact.name().equals(name)) {
        return artifact;
      }
    }
    return null;
  }
}

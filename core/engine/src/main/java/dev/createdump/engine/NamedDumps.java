package dev.createdump.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files of dumps whose names somebody chose (`--name`): those that manifests beside them name.
///
/// Anybody may have written such a manifest. It speaks for files that are called after it alone,
/// and one that cannot be read, or is no manifest, for none.
final class NamedDumps {
  private static final String MANIFEST = ".manifest.json";

  /// The ends of the files that stand beside a dump's documents.
  static final List<String> BESIDE = List.of(MANIFEST, ".sha256", ".sigstore.json");

  private static final int MOST_MANIFESTS = 1000;
  private static final long LARGEST = 64L << 20;
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_VALUES = 100_000;

  private final Path directory;
  private int manifests;
  private long bytes;

  private NamedDumps(Path directory) {
    this.directory = directory;
  }

  /// @param files the names of files below a directory, with slashes
  /// @return those of them that belong to a dump
  static Set<String> among(Path directory, Set<String> files) {
    NamedDumps dumps = new NamedDumps(directory);
    Set<String> belong = new HashSet<>();
    for (String file : files) {
      if (file.endsWith(MANIFEST)) {
        dumps.add(file, belong);
      }
    }
    belong.retainAll(files);
    return belong;
  }

  private void add(String manifest, Set<String> belong) {
    try {
      Path file = directory.resolve(manifest);
      long size = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : LARGEST;
      if (size >= LARGEST || manifests == MOST_MANIFESTS || bytes + size > MOST_BYTES) {
        return;
      }
      manifests++;
      bytes += size;
      String above = manifest.substring(0, manifest.lastIndexOf('/') + 1);
      String stem = manifest.substring(0, manifest.length() - MANIFEST.length());
      Set<String> named = named(file);
      for (String name : named) {
        if ((above + name).startsWith(stem + ".")) {
          belong.add(above + name);
        }
      }
      for (String suffix : named.isEmpty() ? List.<String>of() : BESIDE) {
        belong.add(stem + suffix);
      }
    } catch (IOException e) {
      // Of no dump then, as far as anybody can tell.
    }
  }

  private static Set<String> named(Path manifest) throws IOException {
    Set<String> names = new HashSet<>();
    boolean known = false;
    try (InputStream in = Files.newInputStream(manifest, LinkOption.NOFOLLOW_LINKS);
        JsonParser parser = Json.strict().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Set.of();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("artifacts") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(JsonObject.of(name, JsonTree.read(parser, MOST_VALUES)).text("name"));
          }
        } else if (name.equals("schema")) {
          known = Manifest.SCHEMA.equals(parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }
    return known ? names : Set.of();
  }
}

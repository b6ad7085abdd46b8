package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The extensions of a repository's format that decide how objects and refs are read.
///
/// @param objects `sha1` or `sha256`
/// @param refs `files` or `reftable`
record RepositoryFormat(String objects, String refs) {
  private static final String EMPTY_TREE_SHA1 = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  private static final String EMPTY_TREE_SHA256 =
      "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";

  private static final String EMPTY_BLOB_SHA1 = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
  private static final String EMPTY_BLOB_SHA256 =
      "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813";

  /// Reads the `[extensions]` of a configuration file line by line; the few values that matter are
  /// plain words, so git's quoting rules play no part. A repository without a file has the default.
  static RepositoryFormat read(Path config) throws IOException {
    String objects = "sha1";
    String refs = "files";
    if (Files.isRegularFile(config)) {
      boolean inside = false;
      for (String raw :
          Files.readString(config, java.nio.charset.StandardCharsets.ISO_8859_1).split("\n")) {
        String line = raw.strip().toLowerCase(Locale.ROOT);
        if (line.startsWith("[")) {
          inside = line.startsWith("[extensions]");
        } else if (inside && line.contains("=")) {
          String value = line.substring(line.indexOf('=') + 1).strip();
          String key = line.substring(0, line.indexOf('=')).strip();
          objects = key.equals("objectformat") && value.equals("sha256") ? value : objects;
          refs = key.equals("refstorage") && value.equals("reftable") ? value : refs;
        }
      }
    }
    return new RepositoryFormat(objects, refs);
  }

  /// The name of the tree that holds nothing.
  static ObjectId emptyTreeOf(GitDirectory directory) throws Failure.Source {
    try {
      return new ObjectId(read(directory.config()).emptyTree());
    } catch (IOException e) {
      throw new Failure.Source("cannot read " + directory.config() + ": " + e.getMessage(), "", e);
    }
  }

  /// The blob that holds nothing.
  static boolean isEmptyBlob(ObjectId id) {
    return id.hex().equals(EMPTY_BLOB_SHA1) || id.hex().equals(EMPTY_BLOB_SHA256);
  }

  static boolean isEmptyTree(String id) {
    return id.equals(EMPTY_TREE_SHA1) || id.equals(EMPTY_TREE_SHA256);
  }

  boolean isDefault() {
    return objects.equals("sha1") && refs.equals("files");
  }

  String emptyTree() {
    return objects.equals("sha1") ? EMPTY_TREE_SHA1 : EMPTY_TREE_SHA256;
  }
}

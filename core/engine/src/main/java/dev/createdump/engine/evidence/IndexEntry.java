package dev.createdump.engine.evidence;

import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.dump.FileState;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of the index: a dump, as it can be found. Foreign texts all of them; what they say is
/// believed only after the dump itself was verified.
///
/// @param name the dump's name
/// @param host the forge's host, or `local`
/// @param org the owner, or `none`
/// @param repo the repository's own name
/// @param day the day of the head commit, `yyyy-mm-dd`
/// @param pullRequest the pull request's number; null where there is none
/// @param base the tip that the change goes to
/// @param head the tip of the change
/// @param files the changed paths
/// @param added the lines added
/// @param deleted the lines removed
/// @param secrets the secrets that the change introduces
/// @param todos the to-dos that it introduces
/// @param states how many paths have each state; none for those that no path has
/// @param prefix the prefix of the dump's keys
/// @param manifest the file name of its manifest
/// @param dumpDigest its digest
/// @param json the line itself
public record IndexEntry(
    String name,
    String host,
    String org,
    String repo,
    String day,
    @Nullable Long pullRequest,
    String base,
    String head,
    long files,
    long added,
    long deleted,
    long secrets,
    long todos,
    Map<FileState, Long> states,
    String prefix,
    String manifest,
    String dumpDigest,
    String json) {
  /// A line is a row of a table and has some 700 bytes.
  static final int MAX_BYTES = 64 << 10;

  private static final int MAX_VALUES = 100;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{12,64}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern PREFIX = Pattern.compile("v1/host=[^/]+(?:/[^/]+){5}/");

  /// Reads a line without its line feed.
  ///
  /// @throws MalformedException where it is none
  static IndexEntry parse(byte[] line) throws IOException {
    JsonObject json = JsonTree.document(line, MAX_VALUES);
    String schema = json.text("schema");
    if (!schema.equals(IndexColumns.SCHEMA)) {
      throw new MalformedException(
          "has the format " + schema + " instead of " + IndexColumns.SCHEMA);
    }
    // No field of an entry, but a column of the table, which a value of another type would break.
    if (json.has("patchComplete")) {
      json.flag("patchComplete");
    }
    return new IndexEntry(
        json.text("name"),
        json.text("host"),
        json.text("org"),
        json.text("repo"),
        json.text("dt", DAY),
        json.has("pr") ? json.count("pr") : null,
        json.text("base", HEX),
        json.text("head", HEX),
        json.count("files"),
        json.count("added"),
        json.count("deleted"),
        json.count("secrets"),
        json.count("todos"),
        states(json),
        json.text("prefix", PREFIX),
        json.text("manifest"),
        json.text("dumpDigest", HEX),
        new String(line, java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Map<FileState, Long> states(JsonObject json) throws MalformedException {
    Map<FileState, Long> states = new EnumMap<>(FileState.class);
    for (FileState state : FileState.values()) {
      String column = IndexColumns.of(state);
      long count = json.has(column) ? json.count(column) : 0;
      if (count > 0) {
        states.put(state, count);
      }
    }
    return states;
  }

  /// The repository with everything before it: `host/org/repo`.
  public String repository() {
    return host + "/" + org + "/" + repo;
  }
}

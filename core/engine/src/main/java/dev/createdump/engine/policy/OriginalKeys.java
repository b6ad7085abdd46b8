package dev.createdump.engine.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The keys of the original, Python create-dump (its `Config` class, release 15.0.1): read where a
/// key here means the same, named in a note where not.
final class OriginalKeys {
  private static final Map<String, Key<?>> READ =
      Map.of(
          "dest", Keys.OUTPUT_DIR,
          "max_file_size_kb", Keys.OUTPUT_MAX_FILE_SIZE,
          "default_includes", Keys.SELECT_INCLUDE,
          "default_excludes", Keys.SELECT_EXCLUDE,
          "custom_secret_patterns", Keys.SCAN_PATTERNS,
          "scan_secrets", Keys.SCAN_SECRETS,
          "scan_todos", Keys.SCAN_TODOS);

  private static final Map<String, String> IGNORED =
      Map.of(
          "use_gitignore", "what git tracks is shown, and nothing else",
          "git_ls_files", "what git tracks is shown, and nothing else",
          "git_meta", "the commits always stand in the dump",
          "excluded_dirs", "list the directories in select.exclude to leave them out",
          "dump_pattern", "the files of a dump are known from its manifest",
          "hide_secrets", "what the scan finds is always redacted",
          "metrics_port", "there is no metrics server");

  private final List<String> notes;

  /// @param notes receives what is ignored
  OriginalKeys(List<String> notes) {
    this.notes = notes;
  }

  boolean knows(String name) {
    return READ.containsKey(name) || IGNORED.containsKey(name);
  }

  void read(String name, TomlNode node, TableReader reader) {
    Key<?> key = READ.get(name);
    if (key == null) {
      notes.add(
          reader.at(node).describe() + ": " + name + " is ignored: " + IGNORED.get(name) + ".");
    } else if (name.equals("max_file_size_kb")) {
      reader.value(Keys.OUTPUT_MAX_FILE_SIZE, inBytes(node), name);
    } else {
      reader.value(key, node, name);
    }
  }

  /// Kilobytes of 1024 bytes, as the original counted them.
  private static TomlNode inBytes(TomlNode node) {
    if (!(node instanceof TomlNode.Whole whole)) {
      return new TomlNode.Other(node.typeName(), node.place());
    }
    return new TomlNode.Text(whole.value() + "KiB", whole.place());
  }

  /// The key here that a key of the original became, empty where there is none.
  static String successor(String name) {
    Key<?> key = READ.get(name);
    return key == null ? "" : key.name();
  }

  /// For the reference page: original key and successor, sorted.
  static Map<String, String> successors() {
    Map<String, String> sorted = new TreeMap<>();
    READ.forEach((name, key) -> sorted.put(name, key.name()));
    return sorted;
  }

  /// For the reference page: original key and why it is ignored, sorted.
  static Map<String, String> ignored() {
    return new TreeMap<>(IGNORED);
  }
}

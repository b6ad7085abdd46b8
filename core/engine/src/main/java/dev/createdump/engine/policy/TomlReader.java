package dev.createdump.engine.policy;

import java.util.List;

/// Parses TOML 1.0: with the quick parser what it takes, else with the whole one.
final class TomlReader {
  /// The deepest legitimate value is about six levels; the parser and the walk here recurse.
  static final int MAX_DEPTH = 32;

  /// @param root what could be understood
  /// @param errors in the order of the file
  record Parsed(TomlNode.Table root, List<SyntaxError> errors) {}

  record SyntaxError(Place place, String message) {}

  private TomlReader() {}

  static Parsed parse(String text) {
    TomlNode.Table quick = QuickToml.parse(text);
    return quick == null ? WholeToml.parse(text) : new Parsed(quick, List.of());
  }
}

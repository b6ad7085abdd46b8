package dev.createdump.engine.policy;

import java.util.List;
import java.util.Map;

/// A TOML value with its place, free of any parser's types.
public sealed interface TomlNode {
  Place place();

  /// For messages: `a string`.
  String typeName();

  record Text(String value, Place place) implements TomlNode {
    @Override
    public String typeName() {
      return "a string";
    }
  }

  record Whole(long value, Place place) implements TomlNode {
    @Override
    public String typeName() {
      return "an integer";
    }
  }

  record Bool(boolean value, Place place) implements TomlNode {
    @Override
    public String typeName() {
      return "a boolean";
    }
  }

  /// Used by no key, but by files of others.
  record Fraction(double value, Place place) implements TomlNode {
    @Override
    public String typeName() {
      return "a number with a fraction";
    }
  }

  /// Dates and times: known to TOML, used by no key.
  record Other(String typeName, Place place) implements TomlNode {}

  record Items(List<TomlNode> values, Place place) implements TomlNode {
    @Override
    public String typeName() {
      return "a list";
    }
  }

  /// Entries in the order of the file.
  record Table(Map<String, TomlNode> entries, Place place) implements TomlNode {
    @Override
    public String typeName() {
      return "a table";
    }
  }
}

package dev.createdump.engine.policy;

import dev.createdump.engine.policy.TomlReader.Parsed;
import dev.createdump.engine.policy.TomlReader.SyntaxError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/// Parses all of TOML 1.0 and tells all errors. The only class that knows the library, so that a
/// run without an unusual file loads none of it.
final class WholeToml {
  private WholeToml() {}

  static Parsed parse(String text) {
    TomlParseOptions options =
        TomlParseOptions.sourceless()
            .withVersion(TomlVersion.V1_0_0)
            .withMaxNestingDepth(TomlReader.MAX_DEPTH);
    TomlParseResult result = Toml.parse(text, options);
    List<SyntaxError> errors = new ArrayList<>();
    for (TomlParseError error : result.errors()) {
      errors.add(new SyntaxError(place(error.position()), String.valueOf(error.getMessage())));
    }
    return new Parsed(table(result, new Place(1, 1)), List.copyOf(errors));
  }

  private static TomlNode.Table table(TomlTable table, Place place) {
    Map<String, TomlNode> entries = new LinkedHashMap<>();
    for (String name : table.keySet()) {
      List<String> path = List.of(name);
      Object value = table.get(path);
      if (value != null) {
        entries.put(name, node(value, place(table.inputPositionOf(path))));
      }
    }
    return new TomlNode.Table(entries, place);
  }

  private static TomlNode node(Object value, Place place) {
    return switch (value) {
      case String text -> new TomlNode.Text(text, place);
      case Long number -> new TomlNode.Whole(number, place);
      case Boolean bool -> new TomlNode.Bool(bool, place);
      case TomlTable table -> table(table, place);
      case TomlArray array -> items(array, place);
      case Double number -> new TomlNode.Fraction(number, place);
      default -> new TomlNode.Other("a date or time", place);
    };
  }

  private static TomlNode.Items items(TomlArray array, Place place) {
    List<TomlNode> values = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      values.add(node(array.get(i), place(array.inputPositionOf(i))));
    }
    return new TomlNode.Items(values, place);
  }

  private static Place place(@Nullable TomlPosition position) {
    return position == null ? Place.WHOLE : new Place(position.line(), position.column());
  }
}

package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a table of a file against described keys, and complains of everything else in it.
class TableReader {
  final Problems problems;
  private final Origin base;
  private final String prefix;
  private final Map<String, Setting<?>> found = new LinkedHashMap<>();

  /// @param base the file, or the profile in it
  /// @param prefix what stands before the keys in messages: empty, or `upload[0].`
  TableReader(Problems problems, Origin base, String prefix) {
    this.problems = problems;
    this.base = base;
    this.prefix = prefix;
  }

  /// The settings in a table, those of the original tool among them where they are allowed.
  ///
  /// @param original reads the keys of the original tool, null where they have no place
  List<Setting<?>> settings(TomlNode.Table table, Shape shape, @Nullable OriginalKeys original) {
    for (Map.Entry<String, TomlNode> entry : table.entries().entrySet()) {
      String name = entry.getKey();
      if (original != null && original.knows(name)) {
        original.read(name, entry.getValue(), this);
      } else {
        entry(name, entry.getValue(), shape, "");
      }
    }
    return List.copyOf(found.values());
  }

  /// One row of a list of tables, null after a complaint.
  @Nullable Values row(TomlNode.Table table, List<Key<?>> columns) {
    int before = problems.size();
    settings(table, Shape.of(columns), null);
    for (Key<?> column : columns) {
      if (column.defaultValue() == null && !found.containsKey(column.name())) {
        boolean complainedOf = table.entries().containsKey(column.name());
        if (!complainedOf) {
          problems.add(
              new Problem(base, prefix + column.name(), "is missing", column.type().allowed(), ""));
        }
      }
    }
    return problems.size() == before ? rowOf(found.values()) : null;
  }

  /// A row of what was set; the rest has its defaults.
  static Values rowOf(Iterable<? extends Setting<?>> settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      values.put(setting.key().name(), setting.value());
    }
    return new Values(values);
  }

  private void entry(String name, TomlNode node, Shape shape, String path) {
    Key<?> key = shape.keys().get(name);
    Shape table = shape.tables().get(name);
    if (key != null) {
      value(key, node, prefix + key.name());
    } else if (table == null) {
      unknown(name, node, shape, path);
    } else if (node instanceof TomlNode.Table entries) {
      for (Map.Entry<String, TomlNode> entry : entries.entries().entrySet()) {
        entry(entry.getKey(), entry.getValue(), table, path + name + ".");
      }
    } else {
      problems.add(
          new Problem(
              at(node), prefix + path + name, "is " + node.typeName(), "a table of keys", ""));
    }
  }

  /// Reads one value; `written` is the key as the file has it.
  <T> void value(Key<T> key, TomlNode node, String written) {
    Origin origin = at(node);
    T value = key.type().fromNode(node, new Sink(problems, written, origin));
    if (value != null) {
      put(new Setting<>(key, value, origin), written);
    }
  }

  private void put(Setting<?> setting, String written) {
    Setting<?> earlier = found.putIfAbsent(setting.key().name(), setting);
    if (earlier != null) {
      problems.add(
          setting.origin(),
          written,
          "sets " + setting.key().name() + " again, after " + earlier.origin().describe());
    }
  }

  private void unknown(String name, TomlNode node, Shape shape, String path) {
    List<String> known = shape.names();
    if (base instanceof Origin.InFile && prefix.isEmpty() && path.isEmpty()) {
      known.add(ParsedFile.PROFILE);
    }
    String meant = Suggest.closest(name, known);
    String suggestion = meant.isEmpty() ? elsewhere(name) : path + meant;
    problems.add(
        new Problem(
            at(node),
            prefix + path + Quote.plain(name, 60),
            "is unknown",
            String.join(", ", known),
            suggestion));
  }

  /// The same name in another table, or the new name of a key of the original tool.
  private static String elsewhere(String name) {
    List<String> known = new ArrayList<>();
    for (Key<?> key : Keys.ALL) {
      if (key.leaf().equals(name)) {
        return key.name();
      }
      known.add(key.name());
    }
    String renamed = OriginalKeys.successor(name);
    return renamed.isEmpty() ? Suggest.closest(name, known) : renamed;
  }

  Origin at(TomlNode node) {
    return base.at(node.place().line(), node.place().column());
  }
}

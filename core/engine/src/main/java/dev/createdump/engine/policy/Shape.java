package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Described keys as the tables they make in a file: the tree behind the dots of their names.
///
/// @param tables the tables within, by name
/// @param keys the keys right here, by their last name
record Shape(Map<String, Shape> tables, Map<String, Key<?>> keys) {
  static Shape of(List<Key<?>> keys) {
    Shape root = empty();
    for (Key<?> key : keys) {
      Shape table = root;
      int from = 0;
      for (int dot = key.name().indexOf('.'); dot >= 0; dot = key.name().indexOf('.', from)) {
        table = table.tables.computeIfAbsent(key.name().substring(from, dot), _ -> empty());
        from = dot + 1;
      }
      table.keys.put(key.name().substring(from), key);
    }
    return root;
  }

  private static Shape empty() {
    return new Shape(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /// The names known here, tables first.
  List<String> names() {
    List<String> names = new ArrayList<>(tables.keySet());
    names.addAll(keys.keySet());
    return names;
  }
}

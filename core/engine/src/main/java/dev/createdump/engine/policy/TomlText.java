package dev.createdump.engine.policy;

import java.util.List;
import java.util.Map;

/// Values as a TOML file would have them, on one line.
final class TomlText {
  private TomlText() {}

  /// Plain tests of type: every run digests its settings, and a switch over patterns makes its
  /// classes at run time.
  static String of(Object value) {
    if (value instanceof Named named) {
      return Quote.toml(named.id());
    }
    if (value instanceof Long bytes) {
      return size(bytes);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Values row) {
      return row(row);
    }
    if (value instanceof RowPattern pattern) {
      return pattern.describe();
    }
    boolean bare = value instanceof Boolean || value instanceof Integer;
    return bare ? value.toString() : Quote.toml(value.toString());
  }

  private static String size(long bytes) {
    String shown = ByteSize.show(bytes);
    return shown.equals(Long.toString(bytes)) ? shown : Quote.toml(shown);
  }

  private static String list(List<?> list) {
    StringBuilder text = new StringBuilder("[");
    for (Object element : list) {
      text.append(text.length() == 1 ? "" : ", ").append(of(element));
    }
    return text.append(']').toString();
  }

  private static String row(Values row) {
    StringBuilder text = new StringBuilder("{ ");
    for (Map.Entry<String, Object> column : row.byName().entrySet()) {
      text.append(text.length() == 2 ? "" : ", ");
      text.append(column.getKey()).append(" = ").append(of(column.getValue()));
    }
    return text.append(" }").toString();
  }
}

package dev.createdump.engine.policy;

import java.util.List;
import java.util.Map;

/// Values as a TOML file would have them, on one line.
final class TomlText {
  private TomlText() {}

  static String of(Object value) {
    return switch (value) {
      case Named named -> Quote.toml(named.id());
      case Boolean bool -> bool.toString();
      case Integer number -> number.toString();
      case Long bytes -> size(bytes);
      case List<?> list -> list(list);
      case Values row -> row(row);
      default -> Quote.toml(value.toString());
    };
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

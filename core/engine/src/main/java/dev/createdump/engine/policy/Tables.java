package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of tables, each a row of the same columns. A variable or a flag gives the main column
/// alone; the others then are those of the row with this main column in the layers below, or have
/// their defaults.
public final class Tables extends KeyType<List<Values>> {
  private final List<Key<?>> columns;
  private final Key<String> main;
  private final RowCheck check;

  Tables(List<Key<?>> columns, Key<String> main, RowCheck check) {
    this.columns = columns;
    this.main = main;
    this.check = check;
  }

  /// What must hold between the columns of a row.
  @FunctionalInterface
  interface RowCheck {
    /// What is wrong, or null where nothing is.
    @Nullable Wrong check(Values row);
  }

  /// What is wrong with a row.
  ///
  /// @param column the column or the table of columns
  /// @param problem as part of a sentence that starts with the column
  record Wrong(String column, String problem) {}

  List<Key<?>> columns() {
    return columns;
  }

  Key<String> main() {
    return main;
  }

  /// Whether a row is one that a file might hold.
  boolean accepts(Values row) {
    for (Key<?> column : columns) {
      if (column.defaultValue() == null && !row.byName().containsKey(column.name())) {
        return false;
      }
    }
    return check.check(row) == null;
  }

  /// Rows, each that has the main column alone with the other columns of its like.
  ///
  /// @param rows a list of rows
  /// @param below a list of rows too
  List<Values> filled(Object rows, Object below) {
    List<Values> filled = new ArrayList<>();
    for (Object row : (List<?>) rows) {
      Values values = (Values) row;
      filled.add(values.byName().size() == 1 ? like(values, (List<?>) below) : values);
    }
    return List.copyOf(filled);
  }

  private Values like(Values named, List<?> rows) {
    for (Object row : rows) {
      if (((Values) row).get(main).equals(named.get(main))) {
        return (Values) row;
      }
    }
    return named;
  }

  @Override
  public String typeName() {
    return "list of tables";
  }

  @Override
  public String allowed() {
    return "a list of tables, each under a header in double brackets";
  }

  @Override
  public String label() {
    return main.type().label();
  }

  @Override
  @Nullable List<Values> fromNode(TomlNode node, Sink sink) {
    if (!(node instanceof TomlNode.Items items)) {
      sink.refuse(node.place(), "is " + node.typeName(), allowed(), "[[" + sink.key() + "]]");
      return null;
    }
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < items.values().size(); i++) {
      Values row = row(items.values().get(i), sink.under("[" + i + "]"));
      if (row != null) {
        rows.add(row);
      }
    }
    return rows.size() == items.values().size() ? List.copyOf(rows) : null;
  }

  private @Nullable Values row(TomlNode node, Sink sink) {
    if (!(node instanceof TomlNode.Table table)) {
      sink.refuse(node.place(), "is " + node.typeName(), "a table");
      return null;
    }
    Origin origin = sink.origin().at(node.place().line(), node.place().column());
    Values row = new TableReader(sink.problems(), origin, sink.key() + ".").row(table, columns);
    Wrong wrong = row == null ? null : check.check(row);
    if (wrong == null) {
      return row;
    }
    sink.problems().add(origin, sink.key() + "." + wrong.column(), wrong.problem());
    return null;
  }

  @Override
  @Nullable List<Values> fromTexts(List<String> texts, boolean split, Sink sink) {
    List<Values> rows = new ArrayList<>();
    boolean complete = true;
    for (String text : split ? Commas.split(texts) : texts) {
      String value = main.type().fromTexts(List.of(text), false, sink);
      if (value == null) {
        complete = false;
      } else {
        rows.add(TableReader.rowOf(List.of(new Setting<>(main, value, sink.origin()))));
      }
    }
    return complete ? List.copyOf(rows) : null;
  }
}

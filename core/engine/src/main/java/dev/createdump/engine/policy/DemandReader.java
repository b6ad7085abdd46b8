package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a policy asks of keys: a value is fixed, a table says what a value must satisfy.
final class DemandReader extends TableReader {
  private final List<Demand> demands = new ArrayList<>();

  private DemandReader(Problems problems, Origin base, String prefix) {
    super(problems, base, prefix);
  }

  /// The demands in a table of keys.
  static List<Demand> read(TomlNode.Table table, Problems problems, Origin base, String prefix) {
    DemandReader reader = new DemandReader(problems, base, prefix);
    reader.settings(table, Shape.of(Keys.ALL), null);
    return List.copyOf(reader.demands);
  }

  @Override
  <T> void value(Key<T> key, TomlNode node, String written) {
    Origin origin = at(node);
    if (node instanceof TomlNode.Table table) {
      for (Map.Entry<String, TomlNode> entry : table.entries().entrySet()) {
        demand(key, entry.getKey(), entry.getValue(), written, node);
      }
      return;
    }
    Object fixed = key.type().fromNode(node, new Sink(problems, written, origin));
    if (fixed != null) {
      demands.add(new Demand(key, Demand.Kind.FIXED, List.of(fixed), origin));
    }
  }

  private void demand(Key<?> key, String name, TomlNode node, String written, TomlNode whole) {
    Map<String, Demand.Kind> known = kinds(key.type());
    Demand.Kind kind = known.get(name);
    if (kind == null) {
      List<String> names = List.copyOf(known.keySet());
      problems.add(
          new Problem(
              at(whole),
              written + "." + Quote.plain(name, 60),
              "is nothing that can be asked of it",
              "a value, or a table of " + String.join(", ", names),
              Suggest.closest(name, names)));
      return;
    }
    Sink sink = new Sink(problems, written + "." + name, at(node));
    if (kind == Demand.Kind.MIN || kind == Demand.Kind.MAX) {
      Object bound = key.type().fromNode(node, sink);
      if (bound != null) {
        demands.add(new Demand(key, kind, List.of(bound), at(node)));
      }
      return;
    }
    List<Object> values = values(key, node, sink);
    if (values != null) {
      demands.add(new Demand(key, kind, values, at(node)));
    }
  }

  /// What can be asked of values of a type, by name.
  static Map<String, Demand.Kind> kinds(KeyType<?> type) {
    Map<String, Demand.Kind> kinds = new LinkedHashMap<>();
    List<Demand.Kind> all =
        switch (type) {
          case Count _, Size _ ->
              List.of(Demand.Kind.MIN, Demand.Kind.MAX, Demand.Kind.ONE_OF, Demand.Kind.FORBID);
          case Scalar<?> _ -> List.of(Demand.Kind.ONE_OF, Demand.Kind.FORBID);
          case ListOf<?> _, Tables _ ->
              List.of(Demand.Kind.MUST_INCLUDE, Demand.Kind.ONE_OF, Demand.Kind.FORBID);
        };
    all.forEach(kind -> kinds.put(kind.id(), kind));
    return kinds;
  }

  private @Nullable List<Object> values(Key<?> key, TomlNode node, Sink sink) {
    if (!(node instanceof TomlNode.Items items) || items.values().isEmpty()) {
      sink.refuse(node.place(), "is no list of at least one value", "a list of values");
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (TomlNode item : items.values()) {
      Object value =
          switch (key.type()) {
            case Tables tables -> pattern(tables, item, sink);
            case ListOf<?> list -> list.element().fromNode(item, sink);
            case Scalar<?> scalar -> scalar.fromNode(item, sink);
          };
      if (value != null && !values.contains(value)) {
        values.add(value);
      }
    }
    return values.isEmpty() ? null : values;
  }

  /// A row of demands on columns; a text alone is asked of the main column.
  private @Nullable RowPattern pattern(Tables tables, TomlNode node, Sink sink) {
    TomlNode.Table table =
        switch (node) {
          case TomlNode.Text text ->
              new TomlNode.Table(Map.of(tables.main().name(), text), text.place());
          case TomlNode.Table entries -> entries;
          default -> null;
        };
    if (table == null) {
      sink.refuse(node.place(), "is " + node.typeName(), "a table of columns");
      return null;
    }
    int before = problems.size();
    Origin origin = sink.origin().at(node.place().line(), node.place().column());
    DemandReader columns = new DemandReader(problems, origin, sink.key() + "[].");
    columns.settings(table, Shape.of(tables.columns()), null);
    return problems.size() == before ? new RowPattern(columns.demands) : null;
  }
}

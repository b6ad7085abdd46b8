package dev.createdump.engine.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a list of tables that a policy means: those whose columns satisfy the demands on
/// them. In a URI, `*` stands for any characters, as no URI of ours holds one.
///
/// @param demands on columns, in an order that does not depend on how they were read
record RowPattern(List<Demand> demands) {
  RowPattern {
    demands = Enforced.sorted(demands);
  }

  boolean matches(Values row) {
    for (Demand demand : demands) {
      if (!holds(demand, row.get(demand.key()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Demand demand, Object value) {
    return isOpen(demand)
        ? Glob.matchesAny(demand.values().getFirst().toString(), value.toString())
        : demand.allows(value);
  }

  private static boolean isOpen(Demand demand) {
    return demand.kind() == Demand.Kind.FIXED
        && demand.key().type() instanceof Text text
        && text.kind() == TextKind.URI
        && demand.values().getFirst().toString().indexOf('*') >= 0;
  }

  /// A row with its columns lifted to what the pattern asks; null where that cannot be told, as
  /// with a URI of many.
  @Nullable Values lift(Values row) {
    Map<String, Object> columns = new LinkedHashMap<>(row.byName());
    for (Demand demand : demands) {
      Key<?> key = demand.key();
      Object value = columns.getOrDefault(key.name(), key.defaultValue());
      if (value != null && holds(demand, value)) {
        continue;
      }
      Object lifted = isOpen(demand) ? null : Enforced.lift(key, value, onColumn(key));
      if (lifted == null) {
        return null;
      }
      columns.put(key.name(), lifted);
    }
    Values lifted = new Values(columns);
    return matches(lifted) ? lifted : null;
  }

  private List<Demand> onColumn(Key<?> key) {
    return demands.stream().filter(demand -> demand.key().equals(key)).toList();
  }

  /// As a policy has it, on one line.
  String describe() {
    StringBuilder text = new StringBuilder("{ ");
    for (Demand demand : demands) {
      text.append(text.length() == 2 ? "" : ", ").append(demand.key().name()).append(" = ");
      text.append(demand.written());
    }
    return text.append(" }").toString();
  }

  /// Where it is written is no part of what it means.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowPattern pattern && describe().equals(pattern.describe());
  }

  @Override
  public int hashCode() {
    return describe().hashCode();
  }
}

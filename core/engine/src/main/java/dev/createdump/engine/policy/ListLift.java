package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists that may satisfy demands, made from one that does not.
final class ListLift {
  private final Key<?> key;
  private final List<Demand> demands;

  ListLift(Key<?> key, List<Demand> demands) {
    this.key = key;
    this.demands = demands;
  }

  /// The fixed lists, then the list without what may not be in it and with what must. Where nothing
  /// would be left and something must be: each element that a policy names, then the default.
  List<Object> candidates(List<?> list) {
    List<Object> candidates = new ArrayList<>();
    List<Object> named = new ArrayList<>();
    for (Demand demand : demands) {
      switch (demand.kind()) {
        case FIXED -> candidates.addAll(demand.values());
        case ONE_OF -> named.addAll(demand.values());
        case FORBID, MIN, MAX, MUST_INCLUDE -> {}
      }
    }
    List<Object> mended = mended(list);
    boolean mayBeEmpty = !(key.type() instanceof ListOf<?> of) || of.min() == 0;
    if (!mended.isEmpty() || mayBeEmpty) {
      candidates.add(List.copyOf(mended));
      return candidates;
    }
    for (Object one : named) {
      candidates.add(List.of(one));
    }
    if (key.defaultValue() instanceof List<?> builtIn) {
      candidates.add(mended(builtIn));
    }
    return candidates;
  }

  private List<Object> mended(List<?> list) {
    List<Object> kept = new ArrayList<>();
    for (Object element : list) {
      Object allowed = allowed(element);
      if (allowed != null && !kept.contains(allowed)) {
        kept.add(allowed);
      }
    }
    for (Demand demand : demands) {
      if (demand.kind() == Demand.Kind.MUST_INCLUDE) {
        Set<Object> held = new HashSet<>(kept);
        for (Object wanted : demand.missing(kept)) {
          Object element = wanted instanceof RowPattern pattern ? row(pattern) : wanted;
          Object allowed = element == null ? null : allowed(element);
          if (allowed != null && held.add(allowed)) {
            kept.add(allowed);
          }
        }
      }
    }
    return kept;
  }

  /// The element itself where it may be in the list, the row that it can be made into, else null.
  private @Nullable Object allowed(Object element) {
    Object result = element;
    for (Demand demand : demands) {
      if (demand.kind() == Demand.Kind.FORBID && demand.names(result)) {
        return null;
      }
      if (demand.kind() == Demand.Kind.ONE_OF && !demand.names(result)) {
        result = result instanceof Values row ? lifted(row, demand.values()) : null;
        if (result == null) {
          return null;
        }
      }
    }
    return result;
  }

  private @Nullable Object lifted(Values row, List<Object> patterns) {
    for (Object pattern : patterns) {
      Values lifted = pattern instanceof RowPattern rows ? rows.lift(row) : null;
      // A row elsewhere is another row, not a better one.
      if (lifted != null && isAt(lifted, row) && tables().accepts(lifted)) {
        return lifted;
      }
    }
    return null;
  }

  private boolean isAt(Values lifted, Values row) {
    String main = tables().main().name();
    return String.valueOf(lifted.byName().get(main)).equals(row.byName().get(main));
  }

  private @Nullable Object row(RowPattern pattern) {
    Values row = pattern.lift(new Values(java.util.Map.of()));
    return row != null && tables().accepts(row) ? row : null;
  }

  private Tables tables() {
    return (Tables) key.type();
  }
}

package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All demands on all keys, and what they make of a value. The algebra is written down in
/// `docs/policy.md`.
public final class Enforced {
  /// Nothing is enforced.
  public static final Enforced NOTHING = new Enforced(Map.of());

  private final Map<String, List<Demand>> byKey;

  private Enforced(Map<String, List<Demand>> byKey) {
    this.byKey = byKey;
  }

  /// The conjunction of demands, the same in whatever order they come.
  public static Enforced of(List<Demand> demands) {
    if (demands.isEmpty()) {
      return NOTHING;
    }
    List<Demand> sorted = sorted(demands);
    Map<String, List<Demand>> byKey = new LinkedHashMap<>();
    for (Key<?> key : Keys.ALL) {
      for (Demand demand : sorted) {
        if (demand.key().equals(key)) {
          byKey.computeIfAbsent(key.name(), _ -> new ArrayList<>(2)).add(demand);
        }
      }
    }
    return new Enforced(byKey);
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /// The demands on a key, in an order that does not depend on how they were read.
  public List<Demand> on(Key<?> key) {
    return List.copyOf(byKey.getOrDefault(key.name(), List.of()));
  }

  /// All demands, key by key in the order of [Keys#ALL].
  public List<Demand> all() {
    List<Demand> all = new ArrayList<>();
    byKey.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  /// The demands that a value does not satisfy.
  public List<Demand> broken(Key<?> key, Object value) {
    List<Demand> broken = new ArrayList<>(0);
    for (Demand demand : byKey.getOrDefault(key.name(), List.of())) {
      if (!demand.allows(value)) {
        broken.add(demand);
      }
    }
    return broken;
  }

  /// The value nearest to a value that satisfies all demands on its key; itself where it does
  /// already.
  ///
  /// @return null where there is none: the demands contradict one another, or leave open what to
  ///     take
  public @Nullable Object lift(Key<?> key, Object value) {
    return lift(key, value, byKey.getOrDefault(key.name(), List.of()));
  }

  /// @param value null where there is none yet
  static @Nullable Object lift(Key<?> key, @Nullable Object value, List<Demand> demands) {
    if (value != null && allow(demands, value)) {
      return value;
    }
    List<Object> candidates =
        value instanceof List<?> list
            ? new ListLift(key, demands).candidates(list)
            : scalars(key, demands);
    if (value instanceof Number number) {
      candidates.sort(
          Comparator.comparingLong(
              candidate -> Math.abs(((Number) candidate).longValue() - number.longValue())));
    }
    for (Object candidate : candidates) {
      if (allow(demands, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean allow(List<Demand> demands, Object value) {
    for (Demand demand : demands) {
      if (!demand.allows(value)) {
        return false;
      }
    }
    return true;
  }

  /// What a policy names comes first, then the default, then whatever there is.
  private static List<Object> scalars(Key<?> key, List<Demand> demands) {
    List<Object> candidates = new ArrayList<>();
    for (Demand demand : demands) {
      switch (demand.kind()) {
        case FIXED, MIN, MAX, ONE_OF -> candidates.addAll(demand.values());
        case FORBID, MUST_INCLUDE -> {}
      }
    }
    Object builtIn = key.defaultValue();
    if (builtIn != null) {
      candidates.add(builtIn);
    }
    if (key.type() instanceof Choice<?> choice) {
      candidates.addAll(choice.values());
    } else if (key.type() instanceof Toggle) {
      candidates.addAll(List.of(true, false));
    }
    return candidates;
  }

  static List<Demand> sorted(List<Demand> demands) {
    List<Demand> sorted = new ArrayList<>(demands);
    sorted.sort(new Canonical());
    return List.copyOf(sorted);
  }

  /// By kind, then by what is asked, then by where; not of the JDK's own making, which would make
  /// classes at run time.
  private static final class Canonical implements Comparator<Demand> {
    @Override
    public int compare(Demand one, Demand other) {
      int order = one.kind().compareTo(other.kind());
      if (order == 0) {
        order = one.describe().compareTo(other.describe());
      }
      return order == 0 ? one.origin().describe().compareTo(other.origin().describe()) : order;
    }
  }
}

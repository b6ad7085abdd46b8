package dev.createdump.engine.policy;

import java.util.List;

/// The value of one key, with its history.
///
/// @param value of the key's type
/// @param overridden what it stands above, the nearest first; the default is last
/// @param demands what is enforced on the key; the value satisfies it
public record ResolvedValue(
    Key<?> key, Object value, Origin origin, List<Overridden> overridden, List<Demand> demands) {
  public ResolvedValue {
    overridden = List.copyOf(overridden);
    demands = List.copyOf(demands);
  }

  ResolvedValue(Key<?> key, Object value, Origin origin, List<Overridden> overridden) {
    this(key, value, origin, overridden, List.of());
  }

  ResolvedValue locked(
      Object newValue, Origin newOrigin, List<Overridden> below, List<Demand> enforced) {
    return new ResolvedValue(key, newValue, newOrigin, below, enforced);
  }

  /// A value that a later layer replaced.
  public record Overridden(Object value, Origin origin) {}
}

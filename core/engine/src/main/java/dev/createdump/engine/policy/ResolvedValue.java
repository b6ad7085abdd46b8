package dev.createdump.engine.policy;

import java.util.List;

/// The value of one key, with its history.
///
/// @param value of the key's type
/// @param overridden what it stands above, the nearest first; the default is last
public record ResolvedValue(Key<?> key, Object value, Origin origin, List<Overridden> overridden) {
  public ResolvedValue {
    overridden = List.copyOf(overridden);
  }

  /// A value that a later layer replaced.
  public record Overridden(Object value, Origin origin) {}
}

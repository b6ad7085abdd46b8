package dev.createdump.engine.policy;

import java.util.List;

/// A value of a closed set, as it is written in files, variables and flags.
public interface Named {
  /// The name that is shown and documented.
  String id();

  /// Other names that are understood and never shown.
  default List<String> aliases() {
    return List.of();
  }
}

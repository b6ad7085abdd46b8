package dev.createdump.engine.evidence;

import java.util.Set;

/// Under which terms dumps are verified. They can only ask for more than what is always checked.
///
/// @param required what must be there
/// @param settings the digests of settings that are allowed; empty where any is
public record Terms(Set<Requirement> required, Set<String> settings) {
  public Terms {
    required = Set.copyOf(required);
    settings = Set.copyOf(settings);
  }

  boolean requires(Requirement requirement) {
    return required.contains(requirement);
  }
}

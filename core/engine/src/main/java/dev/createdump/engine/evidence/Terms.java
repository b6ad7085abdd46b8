package dev.createdump.engine.evidence;

import dev.createdump.engine.policy.Central;
import dev.createdump.engine.sign.Authorities;
import dev.createdump.engine.sign.TrustedIdentities;
import dev.createdump.engine.sign.TrustedKeys;
import java.util.Set;

/// Under which terms dumps are verified. They can only ask for more than what is always checked.
///
/// @param required what must be there
/// @param settings the digests of settings that are allowed; empty where any is
/// @param keys whose signatures are trusted; where there are any, a signature by another fails
/// @param authorities whose timestamps are trusted, in the same way
/// @param identities whose keyless signatures are trusted, in the same way
/// @param policy the central policy that dumps are held against; none where they are against none
public record Terms(
    Set<Requirement> required,
    Set<String> settings,
    TrustedKeys keys,
    Authorities authorities,
    TrustedIdentities identities,
    Central policy) {
  public Terms {
    required = Set.copyOf(required);
    settings = Set.copyOf(settings);
  }

  /// Terms that trust nobody.
  public Terms(Set<Requirement> required, Set<String> settings) {
    this(
        required,
        settings,
        TrustedKeys.NONE,
        Authorities.NONE,
        TrustedIdentities.NONE,
        Central.NONE);
  }

  boolean requires(Requirement requirement) {
    return required.contains(requirement);
  }
}

package dev.createdump.engine.evidence;

import dev.createdump.engine.policy.Named;
import java.util.Locale;

/// What whoever verifies may insist on beyond what is always checked.
public enum Requirement implements Named {
  /// A signature by a key that is trusted.
  SIGNATURE,
  /// A timestamp of the signature by an authority that is trusted.
  TIMESTAMP,
  /// A complete chain to the first dump of the pull request.
  CHAIN,
  /// Settings whose digest is among those that are allowed.
  POLICY,
  /// A patch that gives the head's tree: nothing excluded, nothing hidden.
  COMPLETE_PATCH,
  /// No secret that the change introduces.
  NO_SECRETS;

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

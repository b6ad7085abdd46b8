package dev.createdump.engine.policy;

import org.jspecify.annotations.Nullable;

/// What is known of a run before it is configured; the conditions of a policy ask for it.
///
/// @param repository `owner/name`; null where unknown
/// @param branch the branch that the change goes to; null where unknown
/// @param event as the CI system calls it, `none` outside CI
/// @param fork whether the change comes from a fork; null where unknown
public record Facts(
    @Nullable String repository, @Nullable String branch, String event, @Nullable Boolean fork) {
  /// Outside CI, and nothing is known.
  public static final Facts NONE = new Facts(null, null, "none", false);
}

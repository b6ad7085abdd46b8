package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;

/// Somebody who owns a part of what a change touches, as `CODEOWNERS` of the base says.
///
/// @param name such as `@org/team` or an address
/// @param paths how many of the changed paths
public record Owner(SafeText name, int paths) {}

package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;

/// The part of a change that falls into one project of the repository, and by whose rules it is
/// judged.
///
/// @param path the project's directory; `.` for what belongs to none
/// @param files changed paths
/// @param added lines added
/// @param deleted lines removed
/// @param secrets secrets that the change brings there, without those that are suppressed
/// @param todos to-dos that it brings there
/// @param failOn what ends the run there: `secrets` or `never`
public record ProjectShare(
    SafeText path, int files, long added, long deleted, int secrets, int todos, String failOn) {}

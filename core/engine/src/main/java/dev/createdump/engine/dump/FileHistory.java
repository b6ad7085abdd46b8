package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;

/// What git knows of a path beside its content.
///
/// @param status `unmodified`, `modified` (since the commit that is checked out) or `untracked`
/// @param commit the commit that changed it last, in hexadecimal digits; empty where none is known
/// @param changedAt when that was written, in seconds since 1970; 0 where it is not known
/// @param idleDays whole days from then to the commit that is dumped or checked out
/// @param author who wrote it; empty where it is not known
public record FileHistory(
    String status, String commit, long changedAt, int idleDays, SafeText author) {}

package dev.createdump.engine.dump;

import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.redact.SafeText;

/// A commit as the dump names it.
///
/// @param id its object name
/// @param author the author's name
/// @param email the author's address
/// @param committedAt the committer's time in seconds since 1970
/// @param subject the first line of its message
public record CommitInfo(
    ObjectId id, SafeText author, SafeText email, long committedAt, SafeText subject) {}

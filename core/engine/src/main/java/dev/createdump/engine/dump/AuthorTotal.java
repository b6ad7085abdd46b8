package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;

/// What one author did to a tree. Merges are not counted.
///
/// @param commits that changed something of it, also what is gone
/// @param files of those that are dumped, that such a commit changed
/// @param added lines
/// @param removed lines
/// @param firstAt when the first was written, in seconds since 1970
/// @param lastAt when the newest was written
public record AuthorTotal(
    SafeText name, int commits, int files, long added, long removed, long firstAt, long lastAt) {}

package dev.createdump.engine.dump;

import org.jspecify.annotations.Nullable;

/// What git knows of a path, as far as it was asked for.
///
/// @param history how it stands, and what changed it last
/// @param authors who changed it
/// @param blame who wrote the lines it has
public record GitFacts(
    @Nullable FileHistory history, @Nullable FileAuthors authors, @Nullable FileBlame blame) {
  /// Nobody asked.
  public static final GitFacts NONE = new GitFacts(null, null, null);
}

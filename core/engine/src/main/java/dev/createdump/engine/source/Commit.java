package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.util.List;

/// A commit as the repository holds it; all texts are hostile.
///
/// @param id its name
/// @param parents the names of its parents
/// @param authorName as written
/// @param authorEmail as written
/// @param committedAt the committer's time in seconds since 1970
/// @param subject the first paragraph of the message on one line, as `git log --format=%s` gives it
/// @param body the rest of the message
public record Commit(
    ObjectId id,
    List<ObjectId> parents,
    String authorName,
    String authorEmail,
    long committedAt,
    String subject,
    String body) {
  public Commit {
    parents = List.copyOf(parents);
  }
}

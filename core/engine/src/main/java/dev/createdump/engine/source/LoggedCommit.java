package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.util.List;

/// A commit as {@link HistoryWalk} tells of it; all texts are hostile.
///
/// @param authoredAt when it was written, in seconds since 1970
/// @param committedAt when it was put there, by which `git log --since` goes
/// @param author the author's name, as the mailmap has it
/// @param email the author's address, as the mailmap has it
/// @param message all of it; empty where nobody asked
public record LoggedCommit(
    ObjectId id,
    List<ObjectId> parents,
    long authoredAt,
    long committedAt,
    String author,
    String email,
    String message) {
  public LoggedCommit {
    parents = List.copyOf(parents);
  }

  /// The same without what it says.
  public LoggedCommit withoutMessage() {
    return new LoggedCommit(id, parents, authoredAt, committedAt, author, email, "");
  }

  public boolean isMerge() {
    return parents.size() > 1;
  }
}

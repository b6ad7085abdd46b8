package dev.createdump.engine.source;

import dev.createdump.engine.patch.ChangeStatus;

/// What a commit did to a path.
///
/// @param status of a merge always {@link ChangeStatus#MODIFIED}
/// @param path from the top of the repository, as {@link RepoPath#text} writes it
/// @param oldPath the path before; the same unless it was renamed
/// @param added lines, -1 where they are not known: of binary files, of merges, and where nobody
///     asked
/// @param removed likewise
public record PathTouch(ChangeStatus status, String path, String oldPath, int added, int removed) {
  public boolean isRename() {
    return !path.equals(oldPath);
  }
}

package dev.createdump.engine.source;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;

/// One entry of `git diff --raw`.
///
/// @param status what happened
/// @param similarity in percent for renames and copies, else 0
/// @param oldMode the mode before, {@link FileMode#ABSENT} where there was nothing
/// @param newMode the mode after, {@link FileMode#ABSENT} where there is nothing
/// @param oldId the object before, the null name where there was none
/// @param newId the object after, the null name where there is none
/// @param oldPath the path before; the same as `path` unless renamed or copied
/// @param path the path after, or before for a deletion
public record FileChange(
    ChangeStatus status,
    int similarity,
    int oldMode,
    int newMode,
    ObjectId oldId,
    ObjectId newId,
    RepoPath oldPath,
    RepoPath path) {

  /// What the change leaves at its path.
  ///
  /// @param path the path
  /// @param mode its mode
  /// @param id its object
  public record Result(RepoPath path, int mode, ObjectId id) {}

  /// What this change leaves.
  public Result result() {
    return new Result(path, newMode, newId);
  }

  /// How many `diff --git` sections git writes for this entry: a change of type is written as a
  /// deletion and a creation.
  public int sections() {
    boolean both = oldMode != FileMode.ABSENT && newMode != FileMode.ABSENT;
    return both && !FileMode.sameType(oldMode, newMode) ? 2 : 1;
  }

  /// Whether a submodule stands on the side that the change leaves behind.
  public boolean isSubmodule() {
    return (newMode == FileMode.ABSENT ? oldMode : newMode) == FileMode.SUBMODULE;
  }
}

package dev.createdump.engine.source;

import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import org.jspecify.annotations.Nullable;

/// One path of a tree.
///
/// @param path from the top of the tree
/// @param mode as git writes it; {@link #DIRECTORY} for one that holds nothing, {@link #UNKNOWN}
///     for what is no file, link or directory
/// @param id the blob, or the commit of a submodule; null where nothing names its content
public record TreeEntry(RepoPath path, int mode, @Nullable ObjectId id)
    implements Comparable<TreeEntry> {
  /// A directory without anything in it.
  public static final int DIRECTORY = 0040000;

  /// A pipe, a socket or a device.
  public static final int UNKNOWN = 0;

  /// Whether it is a file or a link, which have content.
  public boolean hasContent() {
    return mode == FileMode.REGULAR || mode == FileMode.EXECUTABLE || mode == FileMode.SYMLINK;
  }

  /// By the bytes of their paths, as git orders its index.
  @Override
  public int compareTo(TreeEntry other) {
    return path.compareTo(other.path);
  }
}

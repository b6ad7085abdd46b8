package dev.createdump.engine.archive;

/// What stands in an archive beside a path's content.
///
/// @param name its path, parted by `/`, as bytes; nothing behind the name of a directory
/// @param kind what it is
/// @param size of its content in bytes, of a link that of its target
public record ArchiveEntry(byte[] name, Kind kind, long size) {
  /// What a path is.
  public enum Kind {
    FILE(0100644),
    EXECUTABLE(0100755),
    /// A symbolic link; its content is its target.
    LINK(0120777),
    DIRECTORY(0040755);

    private final int mode;

    Kind(int mode) {
      this.mode = mode;
    }

    /// Type and permissions as Unix has them (`sys/stat.h`).
    public int mode() {
      return mode;
    }
  }
}

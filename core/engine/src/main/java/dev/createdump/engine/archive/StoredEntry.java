package dev.createdump.engine.archive;

/// One entry as an archive has it. Nobody vouches for any of it.
///
/// @param name as it stands there, but for slashes behind it and `./` before it; empty for the top
/// @param kind what it is
/// @param executable whether its owner may execute it
/// @param size of its content in bytes, as the archive says
/// @param link what a link in a tar archive leads to; empty for any other
public record StoredEntry(byte[] name, Kind kind, boolean executable, long size, byte[] link) {
  /// What an entry is.
  public enum Kind {
    FILE,
    DIRECTORY,
    /// A symbolic link. In a zip archive its content is its target.
    LINK,
    /// Another name of a file that stands before it.
    HARD_LINK,
    /// A device, a pipe, or what only one program knows.
    SPECIAL
  }

  /// As archives of directories are made by hand: `./a/b` and `a/` are `a/b` and `a`.
  static byte[] plain(byte[] name) {
    int from = 0;
    int to = name.length;
    while (from + 1 < to && name[from] == '.' && name[from + 1] == '/') {
      from += 2;
      while (from < to && name[from] == '/') {
        from++;
      }
    }
    while (to > from + 1 && name[to - 1] == '/') {
      to--;
    }
    boolean top = to - from == 1 && name[from] == '.';
    return top ? new byte[0] : java.util.Arrays.copyOfRange(name, from, to);
  }
}

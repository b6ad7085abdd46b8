package dev.createdump.engine.archive;

import dev.createdump.engine.base.Failure;

/// A kind of archive.
public enum ArchiveFormat {
  /// APPNOTE 6.3.10, with the extensions for 64 bits and for Unix.
  ZIP("zip", "application/zip", 0, 9, 6),
  /// POSIX.1-2001 (pax); where no name or size needs it the same as ustar.
  TAR("tar", "application/x-tar", 0, 0, 0),
  /// RFC 1952.
  TAR_GZ("tar.gz", "application/gzip", 0, 9, 6),
  /// RFC 8878.
  TAR_ZST("tar.zst", "application/zstd", 1, 19, 3);

  private final String suffix;
  private final String mediaType;
  private final int leastLevel;
  private final int highestLevel;
  private final int usualLevel;

  ArchiveFormat(String suffix, String mediaType, int least, int highest, int usual) {
    this.suffix = suffix;
    this.mediaType = mediaType;
    this.leastLevel = least;
    this.highestLevel = highest;
    this.usualLevel = usual;
  }

  /// How names of its files end, without the dot.
  public String suffix() {
    return suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /// Whether there is a level to choose.
  public boolean compresses() {
    return highestLevel > 0;
  }

  public int usualLevel() {
    return usualLevel;
  }

  /// @throws Failure.Usage where the format has no such level
  public void requireLevel(int level) throws Failure.Usage {
    if (level < leastLevel || level > highestLevel) {
      throw new Failure.Usage(
          suffix + " has no level " + level,
          compresses()
              ? "From " + leastLevel + " to " + highestLevel + "; " + usualLevel + " is usual."
              : "It is not compressed; leave --level out.");
    }
  }

  /// The format that a file's name tells of, also of a volume such as `app.zip.001`; null for none.
  public static @org.jspecify.annotations.Nullable ArchiveFormat ofName(String name) {
    String whole = Volumes.isVolume(name) ? name.substring(0, name.length() - 4) : name;
    for (ArchiveFormat format : values()) {
      if (whole.endsWith("." + format.suffix)) {
        return format;
      }
    }
    return whole.endsWith(".tgz") ? TAR_GZ : null;
  }
}

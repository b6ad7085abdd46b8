package dev.createdump.engine;

import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.base.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the archives of a dump are made.
///
/// @param level how hard they are compressed; null for what is usual for each
/// @param volume how many bytes a file of theirs has at most; 0 for one file whatever its size
public record TreePacking(@Nullable Integer level, long volume) {
  /// As is usual.
  public static final TreePacking USUAL = new TreePacking(null, 0);

  /// The smallest volume; there are at most 999.
  private static final long SMALLEST = 1 << 16;

  /// @throws Failure.Usage where it makes no sense for the formats that are asked for
  void require(List<TreeFormat> formats) throws Failure.Usage {
    boolean any = false;
    for (TreeFormat format : formats) {
      ArchiveFormat archive = format.archive();
      any |= archive != null;
      if (archive != null && level != null) {
        archive.requireLevel(level);
      }
    }
    if (!any && !equals(USUAL)) {
      throw new Failure.Usage(
          "a level and a size of volumes are for archives, and none is asked for",
          "Add --format zip, tar, tar.gz or tar.zst.");
    }
    if (volume != 0 && volume < SMALLEST) {
      throw new Failure.Usage(
          "volumes of " + volume + " bytes are too small", "At least 64KiB; 100MiB is usual.");
    }
  }

  int level(ArchiveFormat format) {
    return level == null ? format.usualLevel() : level;
  }
}

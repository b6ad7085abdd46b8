package dev.createdump.engine.archive;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads an archive of any origin, entry by entry. Whatever is not as its format says ends in a
/// {@link MalformedException}; nothing is passed over in silence. Memory is bounded but for a list
/// of places, some bytes an entry.
public interface ArchiveReader extends Closeable {
  /// The next entry; null where there is none and the archive ends as it should.
  @Nullable StoredEntry next() throws IOException;

  /// The content of the entry that {@link #next} gave last, once. Its end is reached only where
  /// size and checksum are right. What is not read of it is checked as the next entry is asked for.
  InputStream content() throws IOException;

  /// What an archive starts with.
  ///
  /// @throws MalformedException where it is no archive that can be read
  static ArchiveFormat formatOf(Volumes volumes) throws IOException {
    byte[] head = volumes.exactly(0, (int) Math.min(volumes.length(), TarWriter.BLOCK));
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return ArchiveFormat.ZIP;
    }
    if (starts(head, 0x1F, 0x8B)) {
      return ArchiveFormat.TAR_GZ;
    }
    boolean skipped =
        head.length > 3 && starts(new byte[] {head[1], head[2], head[3]}, 0x2A, 0x4D, 0x18);
    if (starts(head, 0x28, 0xB5, 0x2F, 0xFD) || (skipped && (head[0] & 0xF0) == 0x50)) {
      return ArchiveFormat.TAR_ZST;
    }
    if (TarReader.isHeader(head)) {
      return ArchiveFormat.TAR;
    }
    throw new MalformedException("is no zip, tar, tar.gz or tar.zst");
  }

  private static boolean starts(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Opens an archive, which this reader does not close.
  ///
  /// @throws Failure where this system cannot read it
  static ArchiveReader open(Volumes volumes) throws IOException, Failure {
    return switch (formatOf(volumes)) {
      case ZIP -> new ZipReader(volumes);
      case TAR -> new TarReader(new BufferedInputStream(volumes.stream(), 1 << 16));
      case TAR_GZ -> new TarReader(new Gunzip(volumes.stream()));
      case TAR_ZST -> new TarReader(ZstdNative.stream(volumes.stream()));
    };
  }
}

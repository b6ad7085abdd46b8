package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// By what content is recognised that was read before: the name of a blob, or of a file on disk
/// what git goes by too: inode, time of change, time of modification, size and mode.
///
/// A file's clock ticks slowly. What changes twice within a tick looks the same, so that content
/// that was read in the tick of its last change may since be another: git calls such a file racy,
/// here it is not {@link #isSettled settled}.
public final class Mark {
  /// How many bytes a mark takes.
  public static final int BYTES = 40;

  /// That there is no file.
  public static final Mark ABSENT = new Mark(new byte[BYTES], Long.MIN_VALUE);

  /// The slowest clock of a kernel ticks every ten milliseconds.
  private static final long TICK = 20_000_000L;

  /// Of file systems that know no fractions the coarsest tick every two seconds.
  private static final long COARSE_TICK = 2_000_000_000L;

  private static final long MILLISECOND = 1_000_000L;
  private static final boolean UNIX =
      java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  private final byte[] bytes;
  private final long newest;

  /// @param newest the later of its times in nanoseconds since 1970
  private Mark(byte[] bytes, long newest) {
    this.bytes = bytes;
    this.newest = newest;
  }

  /// Content that its name tells.
  public static Mark ofBlob(ObjectId id, int mode) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.put(HexFormat.of().parseHex(id.hex()));
    bytes.putInt(BYTES - 4, mode);
    return new Mark(bytes.array(), Long.MIN_VALUE);
  }

  /// What stands at a path; no link is followed.
  ///
  /// @return {@link #ABSENT} where nothing does
  public static Mark of(Path path) throws IOException {
    try {
      return UNIX ? ofUnix(path) : ofAny(path);
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }

  private static Mark ofUnix(Path path) throws IOException {
    Map<String, Object> now =
        Files.readAttributes(
            path, "unix:ino,ctime,lastModifiedTime,size,mode", LinkOption.NOFOLLOW_LINKS);
    return new Mark(
        number(now, "ino"),
        nanos(now.get("ctime")),
        nanos(now.get("lastModifiedTime")),
        number(now, "size"),
        (int) number(now, "mode"));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static Mark ofAny(Path path) throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    int kind = now.isRegularFile() ? 1 : now.isDirectory() ? 2 : now.isSymbolicLink() ? 3 : 4;
    return new Mark(0, nanos(now.creationTime()), nanos(now.lastModifiedTime()), now.size(), kind);
  }

  private Mark(long inode, long changed, long modified, long size, int mode) {
    ByteBuffer all = ByteBuffer.allocate(BYTES);
    all.putLong(inode).putLong(changed).putLong(modified).putLong(size).putInt(mode).putInt(1);
    this.bytes = all.array();
    this.newest = Math.max(changed, modified);
  }

  private static long nanos(@Nullable Object time) {
    return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
  }

  /// Whether content that is read from this moment on cannot change without the mark.
  ///
  /// @param now in milliseconds since 1970
  public boolean isSettled(long now) {
    long tick = newest % MILLISECOND == 0 ? COARSE_TICK : TICK;
    return newest == Long.MIN_VALUE || newest < now * MILLISECOND - tick;
  }

  /// The time of the last change, in milliseconds since 1970.
  public long newestMillis() {
    return Math.floorDiv(newest, MILLISECOND);
  }

  /// Writes what {@link #isAt} recognises.
  public void writeTo(ByteBuffer out) {
    out.put(bytes);
  }

  /// Whether a mark that was written down is this one.
  public boolean isAt(byte[] from, int at) {
    return at >= 0
        && at + BYTES <= from.length
        && Arrays.equals(bytes, 0, BYTES, from, at, at + BYTES);
  }
}

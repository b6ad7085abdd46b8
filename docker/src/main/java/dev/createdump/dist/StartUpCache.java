package dev.createdump.dist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Makes a start-up cache of a list of classes: loaded and linked ahead (JEP 483). The same classes
/// and the same Java give the same bytes.
///
/// Java would keep one thing that differs: the clock, in milliseconds since the machine started, of
/// every soft reference among the objects. Times that lie within the making are set to zero, and
/// the checksums of objects and header renewed. The layout of the header is that of JDK 25
/// (`CDSFileMapHeaderBase` in HotSpot's `cds.h`): its checksum stands at 4 and covers what follows
/// 16, its size stands at 12.
final class StartUpCache {
  /// What Java says of the region that holds objects: `(hp) 3: SIZE bytes, ... file offset OFFSET
  /// crc CHECKSUM`.
  private static final Pattern OBJECTS =
      Pattern.compile(
          "\\(hp\\) +\\d+: +(\\d+) bytes.* file offset 0x(\\p{XDigit}+) crc 0x(\\p{XDigit}+)");

  private static final int HEADER_CHECKSUM = 4;
  private static final int HEADER_SIZE = 12;
  private static final int HEADER_CHECKED = 16;

  private StartUpCache() {}

  /// Makes one.
  ///
  /// @param java the program that will use it; a cache fits no other
  /// @param dist the distribution, in which the class path is meant
  /// @param classPath relative, in the order in which it will be given
  /// @param classes as {@link ClassList} writes them
  /// @param cache the file to make
  static void make(Path java, Path dist, List<String> classPath, Path classes, Path cache)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "@lib/" + Training.OPTIONS, "-Xshare:dump"));
    command.addAll(List.of("-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + classes));
    command.addAll(List.of("-XX:SharedArchiveFile=" + cache, "-Xlog:cds"));
    command.addAll(List.of("-cp", String.join(":", classPath)));
    long begin = milliseconds();
    String said = Programs.run(dist, command);
    long end = milliseconds();
    Matcher objects = OBJECTS.matcher(said);
    if (!Files.isRegularFile(cache)) {
      throw new IOException("Java made no start-up cache:\n" + said);
    }
    if (objects.find()) {
      byte[] content = Files.readAllBytes(cache);
      forget(content, objects, begin, end);
      Files.write(cache, content);
    }
  }

  /// Java's clock counts the same milliseconds.
  private static long milliseconds() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static void forget(byte[] content, Matcher objects, long begin, long end)
      throws IOException {
    ByteBuffer cache = ByteBuffer.wrap(content).order(ByteOrder.nativeOrder());
    int size = Integer.parseInt(objects.group(1));
    int offset = Integer.parseInt(objects.group(2), 16);
    int checksum = Integer.parseUnsignedInt(objects.group(3), 16);
    for (int at = offset; at + Long.BYTES <= offset + size; at += Long.BYTES) {
      long value = cache.getLong(at);
      if (value >= begin && value <= end) {
        cache.putLong(at, 0);
      }
    }
    int headerSize = cache.getInt(HEADER_SIZE);
    cache.putInt(find(cache, checksum, headerSize), checksum(content, offset, size));
    cache.putInt(HEADER_CHECKSUM, checksum(content, HEADER_CHECKED, headerSize - HEADER_CHECKED));
  }

  private static int find(ByteBuffer cache, int checksum, int headerSize) throws IOException {
    for (int at = HEADER_CHECKED; at < headerSize; at += Integer.BYTES) {
      if (cache.getInt(at) == checksum) {
        return at;
      }
    }
    throw new IOException("the start-up cache's header is not that of JDK 25");
  }

  private static int checksum(byte[] content, int offset, int size) {
    CRC32 checksum = new CRC32();
    checksum.update(content, offset, size);
    return (int) checksum.getValue();
  }
}

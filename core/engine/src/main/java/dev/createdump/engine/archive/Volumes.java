package dev.createdump.engine.archive;

import dev.createdump.engine.base.BulkInputStream;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The bytes of an archive, from one file or from volumes that were parted anywhere (`app.zip.001`,
/// `app.zip.002`, …; `cat app.zip.*` joins them). Several threads may read at once.
public final class Volumes implements AutoCloseable {
  /// More would not stand in order in a listing.
  static final int MOST = 999;

  private final List<Path> files;
  private final List<FileChannel> channels = new ArrayList<>();

  /// Where each ends in the whole.
  private final List<Long> ends = new ArrayList<>();

  private Volumes(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /// The name of a volume.
  ///
  /// @param number from 1
  public static String name(String archive, int number) {
    return archive + "." + (number < 10 ? "00" : number < 100 ? "0" : "") + number;
  }

  /// Whether a name is that of a volume.
  public static boolean isVolume(String name) {
    int dot = name.length() - 4;
    if (dot <= 0 || name.charAt(dot) != '.') {
      return false;
    }
    boolean digits = true;
    for (int i = dot + 1; i < name.length(); i++) {
      digits &= name.charAt(i) >= '0' && name.charAt(i) <= '9';
    }
    return digits;
  }

  /// The name of the archive of which a file is a volume; of any other file its own.
  public static String whole(String name) {
    return isVolume(name) ? name.substring(0, name.length() - 4) : name;
  }

  /// The files that make up the archive that one of them, or their common name, stands for.
  ///
  /// @throws Failure.Missing where there is none
  public static List<Path> of(Path named) throws Failure.Missing {
    String name = String.valueOf(named.getFileName());
    if (!isVolume(name) && Files.isRegularFile(named)) {
      return List.of(named);
    }
    List<Path> files = new ArrayList<>();
    for (int number = 1; number <= MOST; number++) {
      Path volume = named.resolveSibling(name(whole(name), number));
      if (!Files.isRegularFile(volume)) {
        break;
      }
      files.add(volume);
    }
    if (files.isEmpty() || (isVolume(name) && !Files.isRegularFile(named))) {
      Path missing =
          files.isEmpty() && isVolume(name) ? named.resolveSibling(name(whole(name), 1)) : named;
      throw new Failure.Missing("there is no file " + missing, "Name an archive.");
    }
    return files;
  }

  /// Makes sure that the volume behind the last of these is not all that is missing. Without a
  /// manifest nothing else tells a lost volume from an archive that breaks off.
  ///
  /// @throws MalformedException where a later volume is there
  public static void requireNoGap(List<Path> files) throws MalformedException {
    Path last = files.getLast();
    String name = String.valueOf(last.getFileName());
    if (!isVolume(name)) {
      return;
    }
    String whole = whole(name);
    int missing = files.size() + 1;
    for (int number = missing + 1; number <= MOST; number++) {
      if (Files.isRegularFile(last.resolveSibling(name(whole, number)))) {
        throw new MalformedException(
            "breaks off: "
                + name(whole, missing)
                + " is missing, "
                + name(whole, number)
                + " is there");
      }
    }
  }

  /// Opens files that follow one another.
  public static Volumes open(List<Path> files) throws IOException {
    Volumes volumes = new Volumes(files);
    try {
      long end = 0;
      for (Path file : files) {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        volumes.channels.add(channel);
        end += channel.size();
        volumes.ends.add(end);
      }
      return volumes;
    } catch (IOException e) {
      volumes.close();
      throw e;
    }
  }

  public List<Path> files() {
    return files;
  }

  public long length() {
    return ends.isEmpty() ? 0 : ends.getLast();
  }

  /// Reads some bytes.
  ///
  /// @return how many, at least one but at the end, where it is -1
  public int read(long position, byte[] into, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, into.length);
    for (int i = 0; i < channels.size(); i++) {
      if (position < ends.get(i)) {
        long start = i == 0 ? 0 : ends.get(i - 1);
        int part = (int) Math.min(count, ends.get(i) - position);
        int read = channels.get(i).read(ByteBuffer.wrap(into, from, part), position - start);
        if (read <= 0 && part > 0) {
          throw new EOFException(files.get(i) + " became shorter while it was read");
        }
        return read;
      }
    }
    return -1;
  }

  /// Reads so many bytes.
  ///
  /// @throws MalformedException where there are fewer
  byte[] exactly(long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int at = 0; at < count; ) {
      int read = read(position + at, bytes, at, count - at);
      if (read < 0) {
        throw new MalformedException("breaks off at byte " + (position + at));
      }
      at += read;
    }
    return bytes;
  }

  /// A part as a stream.
  public InputStream stream(long from, long to) {
    return new Part(from, to);
  }

  /// Everything as a stream.
  public InputStream stream() {
    return stream(0, length());
  }

  private final class Part extends BulkInputStream {
    private final long to;
    private long at;

    Part(long from, long to) {
      this.at = from;
      this.to = to;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (at >= to) {
        return -1;
      }
      int read = Volumes.this.read(at, into, from, (int) Math.min(count, to - at));
      at += Math.max(0, read);
      return read;
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }
}

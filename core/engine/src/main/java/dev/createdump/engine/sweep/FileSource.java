package dev.createdump.engine.sweep;

import dev.createdump.engine.redact.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// A file that is read in parts.
final class FileSource implements ByteSource, AutoCloseable {
  private final FileChannel channel;
  private final long length;

  private FileSource(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /// By which it is told whether a file was changed.
  record Version(long size, FileTime modified) {
    static Version of(Path path) throws IOException {
      BasicFileAttributes now =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Version(now.size(), now.lastModifiedTime());
    }
  }

  static FileSource open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return new FileSource(channel, channel.size());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int count) throws IOException {
    return Math.max(0, channel.read(ByteBuffer.wrap(buffer, offset, count), position));
  }

  InputStream stream() {
    return Channels.newInputStream(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

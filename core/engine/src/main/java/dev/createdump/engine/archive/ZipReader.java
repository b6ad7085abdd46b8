package dev.createdump.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads zip archives by their central directory, in its order. No byte of the archive may belong
/// to two entries, which is how bombs are made.
final class ZipReader implements ArchiveReader {
  private final Volumes volumes;
  private final ZipDirectory directory;
  private @Nullable ZipContent content;

  ZipReader(Volumes volumes) throws IOException {
    this.volumes = volumes;
    this.directory = ZipDirectory.read(volumes);
  }

  @Override
  public @Nullable StoredEntry next() throws IOException {
    if (content != null) {
      content.finish();
      content = null;
    }
    ZipDirectory.Item item = directory.next();
    if (item == null) {
      return null;
    }
    content = open(item);
    return item.entry();
  }

  @Override
  public InputStream content() {
    if (content == null) {
      throw new IllegalStateException("no entry was asked for");
    }
    return content;
  }

  private ZipContent open(ZipDirectory.Item item) throws IOException {
    return ZipContent.open(volumes, item);
  }

  @Override
  public void close() {
    if (content != null) {
      content.close();
    }
  }
}

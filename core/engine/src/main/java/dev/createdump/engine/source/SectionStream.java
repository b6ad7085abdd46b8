package dev.createdump.engine.source;

import dev.createdump.engine.base.BulkInputStream;
import java.io.IOException;

/// Reads a section from its beginning.
final class SectionStream extends BulkInputStream {
  private final RawDiff.Section section;
  private long position;

  SectionStream(RawDiff.Section section) {
    this.section = section;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (position == section.length()) {
      return -1;
    }
    int n = section.read(position, buffer, offset, count);
    position += n;
    return n;
  }
}

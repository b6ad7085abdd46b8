package dev.createdump.engine.source;

import java.io.IOException;
import java.io.InputStream;

/// Reads a section from its beginning.
final class SectionStream extends InputStream {
  private final RawDiff.Section section;
  private long position;

  SectionStream(RawDiff.Section section) {
    this.section = section;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
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

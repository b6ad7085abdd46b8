package dev.createdump.engine.archive;

import dev.createdump.engine.base.BulkInputStream;
import dev.createdump.engine.base.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads the gzip format (RFC 1952), of one member or several, to the last byte: what stands behind
/// it and is none is an error, which Java's own stream passes over.
final class Gunzip extends BulkInputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CHECK = 2;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 check = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private boolean inMember;
  private boolean ended;

  Gunzip(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !startMember()) {
        return -1;
      }
      int made = inflate(into, from, count);
      if (made > 0) {
        check.update(into, from, made);
        return made;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  private int inflate(byte[] into, int from, int count) throws IOException {
    try {
      if (inflater.needsInput()) {
        if (!fill()) {
          throw broken();
        }
        inflater.setInput(buffer, at, filled - at);
        at = filled;
      }
      int made = inflater.inflate(into, from, count);
      if (made == 0 && inflater.needsDictionary()) {
        throw new MalformedException("is no gzip stream: it needs a dictionary");
      }
      return made;
    } catch (DataFormatException e) {
      throw new MalformedException("is no whole gzip stream: " + e.getMessage());
    }
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return at < filled;
  }

  private int next() throws IOException {
    if (!fill()) {
      throw broken();
    }
    return buffer[at++] & 0xFF;
  }

  private static MalformedException broken() {
    return new MalformedException("breaks off in the middle of its gzip stream");
  }

  private boolean startMember() throws IOException {
    if (!fill()) {
      ended = true;
      return false;
    }
    if (next() != 0x1F || next() != 0x8B || next() != 8) {
      throw new MalformedException("goes on behind the end of its gzip stream");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    skipText((flags & NAME) != 0);
    skipText((flags & COMMENT) != 0);
    skip((flags & HEADER_CHECK) != 0 ? 2 : 0);
    inflater.reset();
    check.reset();
    inMember = true;
    return true;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText(boolean there) throws IOException {
    while (there && next() != 0) {
      // Up to its end.
    }
  }

  private void endMember() throws IOException {
    at -= inflater.getRemaining();
    long wanted = int32();
    long size = int32();
    if (wanted != check.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new MalformedException("has other content than the checksum of its gzip stream says");
    }
    inMember = false;
  }

  private long int32() throws IOException {
    return (next() | next() << 8 | next() << 16 | (long) next() << 24) & 0xFFFFFFFFL;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}

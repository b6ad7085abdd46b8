package dev.createdump.engine.archive;

import dev.createdump.engine.base.BulkInputStream;
import dev.createdump.engine.base.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads tar archives: those before POSIX, `ustar`, `pax`, and what GNU tar makes of long names and
/// large numbers.
final class TarReader implements ArchiveReader {
  private static final int BLOCK = TarWriter.BLOCK;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK];
  private final TarNames names = new TarNames();
  private @Nullable Content content;

  TarReader(InputStream in) {
    this.in = in;
  }

  /// Whether a block is a header, which its checksum tells.
  static boolean isHeader(byte[] block) {
    if (block.length < BLOCK || isEmpty(block)) {
      return block.length == BLOCK && isEmpty(block);
    }
    int plain = 0;
    int signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean sum = i >= 148 && i < 156;
      plain += sum ? ' ' : block[i] & 0xFF;
      // Some old programs add bytes with a sign.
      signed += sum ? ' ' : block[i];
    }
    try {
      long wanted = TarNames.number(block, 148, 8);
      return wanted == plain || wanted == signed;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isEmpty(byte[] block) {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable StoredEntry next() throws IOException {
    if (content != null) {
      content.finish();
      content = null;
    }
    names.clear();
    while (true) {
      if (!fill()) {
        throw new MalformedException("breaks off: a tar archive ends with two empty blocks");
      }
      if (isEmpty(block)) {
        end();
        return null;
      }
      if (!isHeader(block)) {
        throw new MalformedException("has a damaged header: its checksum is wrong");
      }
      char type = (char) (block[156] & 0xFF);
      if (type == 'x' || type == 'g' || type == 'L' || type == 'K') {
        extended(type);
      } else {
        StoredEntry entry = names.entry(block);
        boolean stored = type != '1' && type != '2' && type != '5' && type != '3' && type != '4';
        content = new Content(stored && type != '6' ? entry.size() : 0);
        return entry;
      }
    }
  }

  private void extended(char type) throws IOException {
    long size = TarNames.number(block, 124, 12);
    if (size < 0 || size > TarNames.LONGEST) {
      throw new MalformedException("has an extended header of " + size + " bytes");
    }
    byte[] records = new byte[(int) size];
    Content all = new Content(size);
    if (all.readNBytes(records, 0, records.length) < records.length) {
      throw new MalformedException("breaks off in an extended header");
    }
    all.finish();
    switch (type) {
      case 'x' -> names.pax(records);
      case 'L' -> names.longName(records);
      case 'K' -> names.longLink(records);
      // For all that follow: git puts the name of the commit there. Names there make no sense.
      default -> new TarNames().pax(records);
    }
  }

  private boolean fill() throws IOException {
    int read = in.readNBytes(block, 0, BLOCK);
    if (read > 0 && read < BLOCK) {
      throw new MalformedException("breaks off in the middle of a block");
    }
    return read == BLOCK;
  }

  /// Nothing but empty blocks follows; programs fill whole records with them.
  private void end() throws IOException {
    byte[] rest = new byte[1 << 16];
    long size = 0;
    for (int read = in.read(rest); read >= 0; read = in.read(rest)) {
      size += read;
      for (int i = 0; i < read; i++) {
        if (rest[i] != 0) {
          throw new MalformedException("goes on behind the end of its tar archive");
        }
      }
    }
    if (size < BLOCK || size % BLOCK != 0) {
      throw new MalformedException("breaks off: a tar archive ends with two empty blocks");
    }
  }

  @Override
  public InputStream content() {
    if (content == null) {
      throw new IllegalStateException("no entry was asked for");
    }
    return content;
  }

  /// Content in whole blocks.
  private final class Content extends BulkInputStream {
    private final int padding;
    private long left;

    Content(long size) {
      this.left = size;
      this.padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (left == 0 || count == 0) {
        return count == 0 ? 0 : -1;
      }
      int read = in.read(into, from, (int) Math.min(count, left));
      if (read < 0) {
        throw new MalformedException("breaks off in the middle of a file");
      }
      left -= read;
      return read;
    }

    void finish() throws IOException {
      transferTo(java.io.OutputStream.nullOutputStream());
      if (in.readNBytes(block, 0, padding) < padding) {
        throw new MalformedException("breaks off behind a file");
      }
    }
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(block, (byte) 0);
    in.close();
  }

  /// Text for a message.
  static String shown(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}

package dev.createdump.engine.cache;

import dev.createdump.engine.source.Blame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The lines of files by commit, as bytes: a mark of the format, the digest of what they depend on,
/// the commit at which they were asked for, the commits they are from, the files with their ranges,
/// and a checksum over all of it.
final class BlameCode {
  private static final byte[] FORMAT = "cdblame1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = FORMAT.length + 32;

  /// What is kept.
  ///
  /// @param head the commit at which it holds
  /// @param files by path from the top of the repository
  record Kept(String head, Map<String, List<Blame.Lines>> files) {}

  private BlameCode() {}

  static byte[] write(byte[] depends, Kept kept) throws IOException {
    Map<Blame.Origin, Integer> origins = new LinkedHashMap<>();
    kept.files()
        .values()
        .forEach(
            lines ->
                lines.forEach(
                    some -> {
                      Blame.Origin origin = some.origin();
                      if (origin != null) {
                        origins.putIfAbsent(origin, origins.size());
                      }
                    }));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(FORMAT);
    out.write(depends);
    text(kept.head(), out);
    out.writeInt(origins.size());
    for (Blame.Origin origin : origins.keySet()) {
      text(origin.id(), out);
      text(origin.author(), out);
      out.writeLong(origin.authoredAt());
    }
    out.writeInt(kept.files().size());
    for (Map.Entry<String, List<Blame.Lines>> file : kept.files().entrySet()) {
      text(file.getKey(), out);
      out.writeInt(file.getValue().size());
      for (Blame.Lines some : file.getValue()) {
        Blame.Origin origin = some.origin();
        out.writeInt(some.from());
        out.writeInt(some.to());
        out.writeInt(origin == null ? -1 : origins.getOrDefault(origin, -1));
      }
    }
    out.writeInt(sum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  private static int sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// @return null where the bytes are none, or of something else
  static @Nullable Kept read(byte @Nullable [] file, byte[] depends) {
    if (file == null
        || file.length < HEAD + 4
        || !Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length)
        || !Arrays.equals(file, FORMAT.length, HEAD, depends, 0, depends.length)
        || ByteBuffer.wrap(file).getInt(file.length - 4) != sum(file, file.length - 4)) {
      return null;
    }
    try {
      return read(
          new DataInputStream(new ByteArrayInputStream(file, HEAD, file.length - 4 - HEAD)));
    } catch (IOException | RuntimeException e) {
      // Whoever wrote this knew how checksums are made; it is as good as nothing.
      return null;
    }
  }

  private static Kept read(DataInputStream in) throws IOException {
    String head = text(in);
    List<Blame.Origin> origins = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      origins.add(new Blame.Origin(text(in), text(in), in.readLong()));
    }
    Map<String, List<Blame.Lines>> files = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = text(in);
      List<Blame.Lines> lines = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        int from = in.readInt();
        int to = in.readInt();
        int origin = in.readInt();
        lines.add(new Blame.Lines(from, to, origin < 0 ? null : origins.get(origin)));
      }
      files.put(path, lines);
    }
    return new Kept(head, files);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("no text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}

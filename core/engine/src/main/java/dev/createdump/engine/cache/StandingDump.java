package dev.createdump.engine.cache;

import dev.createdump.engine.source.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A dump that an earlier run made, and by what is told that a run would make it again. It holds
/// nothing of the content of any file, and names no path in which a secret stands.
///
/// @param inputs the digest of everything the dump was made of
/// @param at when it was looked at last, in milliseconds since 1970
/// @param quick whether the witnesses alone tell that nothing changed
/// @param witnesses files and directories, first those with absolute paths
/// @param outputs the dump's own files
/// @param told what was said of it
public record StandingDump(
    byte[] inputs,
    long at,
    boolean quick,
    List<Witness> witnesses,
    List<Output> outputs,
    Told told) {
  private static final byte[] FORMAT = "cdstand1".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST = 32;

  public StandingDump {
    witnesses = List.copyOf(witnesses);
    outputs = List.copyOf(outputs);
  }

  /// A file of the dump.
  ///
  /// @param file its absolute path
  /// @param sha256 in hexadecimal digits
  public record Output(Witness file, String sha256) {}

  /// What a run said of its dump, with everything redacted.
  ///
  /// @param code its exit code
  /// @param name the dump's name
  /// @param directory as it was named
  /// @param said to people
  /// @param json to programs
  public record Told(int code, String name, String directory, String said, String json) {}

  /// The same, looked at later.
  public StandingDump seen(long later, boolean quickly, List<Witness> others, List<Output> files) {
    return new StandingDump(inputs, later, quickly, others, files, told);
  }

  /// @param question the digest of what was asked for
  public byte[] write(byte[] question) {
    Bytes out = new Bytes();
    out.put(FORMAT).put(question).put(inputs).number(at).number(quick ? 1 : 0);
    out.number(witnesses.size());
    for (Witness witness : witnesses) {
      out.witness(witness);
    }
    out.number(outputs.size());
    for (Output output : outputs) {
      out.witness(output.file()).text(output.sha256());
    }
    out.number(told.code())
        .text(told.name())
        .text(told.directory())
        .text(told.said())
        .text(told.json());
    return out.sealed();
  }

  /// @return null where the bytes are none, or of another question
  public static @Nullable StandingDump read(byte @Nullable [] file, byte[] question) {
    int head = FORMAT.length + DIGEST;
    if (file == null
        || file.length < head + DIGEST + 4
        || !Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length)
        || !Arrays.equals(file, FORMAT.length, head, question, 0, DIGEST)
        || ByteBuffer.wrap(file).getInt(file.length - 4) != Bytes.sum(file, file.length - 4)) {
      return null;
    }
    try {
      return read(ByteBuffer.wrap(file, head, file.length - 4 - head));
    } catch (RuntimeException e) {
      // Whoever wrote this knew how checksums are made; it is as good as nothing.
      return null;
    }
  }

  private static StandingDump read(ByteBuffer in) {
    byte[] inputs = bytes(in, DIGEST);
    long at = in.getLong();
    boolean quick = in.getLong() == 1;
    List<Witness> witnesses = new ArrayList<>();
    for (long left = in.getLong(); left > 0; left--) {
      witnesses.add(witness(in));
    }
    List<Output> outputs = new ArrayList<>();
    for (long left = in.getLong(); left > 0; left--) {
      outputs.add(new Output(witness(in), text(in)));
    }
    Told told = new Told((int) in.getLong(), text(in), text(in), text(in), text(in));
    return new StandingDump(inputs, at, quick, witnesses, outputs, told);
  }

  private static Witness witness(ByteBuffer in) {
    String path = text(in);
    return new Witness(path, in.getLong() == 1, bytes(in, Mark.BYTES));
  }

  private static String text(ByteBuffer in) {
    long length = in.getLong();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("no text of " + length + " bytes");
    }
    return new String(bytes(in, (int) length), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /// Grows as it is written.
  private static final class Bytes {
    private ByteBuffer out = ByteBuffer.allocate(1 << 16);

    private static int sum(byte[] file, int length) {
      CRC32C sum = new CRC32C();
      sum.update(file, 0, length);
      return (int) sum.getValue();
    }

    Bytes put(byte[] bytes) {
      if (out.remaining() < bytes.length + 8) {
        ByteBuffer larger = ByteBuffer.allocate(2 * out.capacity() + bytes.length);
        out = larger.put(out.flip());
      }
      out.put(bytes);
      return this;
    }

    Bytes number(long number) {
      put(new byte[0]);
      out.putLong(number);
      return this;
    }

    Bytes text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return number(bytes.length).put(bytes);
    }

    Bytes witness(Witness witness) {
      return text(witness.path()).number(witness.kindOnly() ? 1 : 0).put(witness.mark());
    }

    byte[] sealed() {
      byte[] all = Arrays.copyOf(out.array(), out.position() + 4);
      ByteBuffer.wrap(all).putInt(all.length - 4, sum(all, all.length - 4));
      return all;
    }
  }
}

package dev.createdump.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.eclipse.jgit.util.Base85;

/// One direction of a `GIT binary patch`: the content deflated (RFC 1950), in lines of at most 52
/// bytes, each in base 85 behind a letter that says how many bytes it holds.
final class BinaryLiteral {
  private static final int LINE_BYTES = 52;

  private BinaryLiteral() {}

  /// Writes content with its head line and the empty line behind it.
  ///
  /// @param size the content's length
  static void write(InputStream content, long size, OutputStream out) throws IOException {
    out.write(("literal " + size + "\n").getBytes(StandardCharsets.US_ASCII));
    Deflater deflater = new Deflater();
    try (InputStream deflated = new DeflaterInputStream(content, deflater)) {
      for (byte[] line = deflated.readNBytes(LINE_BYTES);
          line.length > 0;
          line = deflated.readNBytes(LINE_BYTES)) {
        out.write(line.length <= 26 ? 'A' + line.length - 1 : 'a' + line.length - 27);
        out.write(Base85.encode(line));
        out.write('\n');
      }
    } finally {
      deflater.end();
    }
    out.write('\n');
  }
}

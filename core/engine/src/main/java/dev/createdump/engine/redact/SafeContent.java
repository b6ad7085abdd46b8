package dev.createdump.engine.redact;

import dev.createdump.engine.base.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The redacted whole content of a file at the head, for a dump with full context.
public final class SafeContent {
  private final byte[] bytes;

  SafeContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The content, which the caller must not change.
  public byte[] bytes() {
    return bytes;
  }

  /// A stretch of it.
  ///
  /// @param to where it ends; -1 for the end
  public SafeContent part(int from, int to) {
    return new SafeContent(Arrays.copyOfRange(bytes, from, to < 0 ? bytes.length : to));
  }

  /// Some stretches of it, in which nothing that was parted comes together: a blank stands where
  /// two of them would touch.
  ///
  /// @param stretches ascending pairs of start and end
  public SafeContent only(List<int[]> stretches) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int last = ' ';
    for (int[] stretch : stretches) {
      if (stretch[0] < stretch[1]) {
        if (last > ' ' && bytes[stretch[0]] > ' ') {
          out.write(' ');
        }
        out.write(bytes, stretch[0], stretch[1] - stretch[0]);
        last = bytes[stretch[1] - 1];
      }
    }
    return new SafeContent(out.toByteArray());
  }

  /// The content as UTF-8; read in another charset where it is none.
  public byte[] utf8(Charset legacy) {
    return Utf8.isValid(bytes) ? bytes : new String(bytes, legacy).getBytes(StandardCharsets.UTF_8);
  }
}

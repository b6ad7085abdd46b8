package dev.createdump.engine.redact;

import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.Range;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A stretch of a source around a finding, and which part of it is to be shown. The stretch is
/// larger than that part, so that a secret over its border is seen whole.
///
/// @param bytes the stretch
/// @param offset where it starts in the source
/// @param from where the shown part starts in the stretch
/// @param to where it ends
record Excerpt(byte[] bytes, long offset, int from, int to) {

  /// The to-do itself, or the secret's line, at most `size` bytes of it.
  static Excerpt of(Finding finding, ByteSource source, int size, int margin) throws IOException {
    Range range = finding.ranges().getFirst();
    boolean todo = finding.kind() == Finding.Kind.TODO;
    long start = todo ? range.start() : range.start() - size / 2;
    long end = Math.max(todo ? range.end() : range.end() + size / 2, range.start());
    long first = Math.max(0, start - margin);
    long last = Math.min(source.length(), Math.min(end, start + 2L * size) + margin);
    byte[] bytes = new byte[(int) (last - first)];
    for (int read = 0; read < bytes.length; ) {
      read += source.read(first + read, bytes, read, bytes.length - read);
    }
    int anchor = (int) (range.start() - first);
    int from = anchor;
    while (from > 0 && first + from > start && bytes[from - 1] != '\n') {
      from--;
    }
    int to = anchor;
    while (to < bytes.length && to - from < size && first + to < end && bytes[to] != '\n') {
      to++;
    }
    boolean marked = from > 0 && bytes[from - 1] == '\n' && isMark(bytes[from]) && from < anchor;
    return new Excerpt(bytes, first, marked ? from + 1 : from, to);
  }

  /// Whether a byte is the mark of a patch's line; at the start of a line it says nothing to
  /// readers.
  private static boolean isMark(byte b) {
    return b == '+' || b == '-' || b == ' ';
  }

  /// The shown part with the spots of the stretch hidden. A spot over its border is hidden whole.
  SafeText redacted(Function<Excerpt, List<Spot>> finder, Charset charset) {
    List<Spot> inside = new ArrayList<>();
    long first = offset + from;
    long last = offset + to;
    for (Spot spot : finder.apply(this)) {
      if (spot.start() < last && spot.end() > first) {
        long start = Math.max(spot.start(), first);
        inside.add(new Spot(start - first, Math.min(spot.end(), last) - first, spot.mark()));
      }
    }
    byte[] shown = Arrays.copyOfRange(bytes, from, to);
    try {
      byte[] safe = new Spliced(ByteSource.of(shown), inside).bytes();
      return new SafeText(new String(safe, charset).strip());
    } catch (IOException e) {
      throw new IllegalStateException("arrays do not fail", e);
    }
  }
}

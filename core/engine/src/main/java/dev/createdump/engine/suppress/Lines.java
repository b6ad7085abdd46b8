package dev.createdump.engine.suppress;

import dev.createdump.engine.redact.ByteSource;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the lines that a finding stands in.
public final class Lines {
  /// Of a longer line only so much on either side of the secret is looked at.
  private static final int REACH = 1 << 14;

  /// A key of more lines is looked at as far as this.
  private static final int MOST = 200;

  private Lines() {}

  /// The lines of a finding that has a line.
  public static List<Candidate.Line> of(ByteSource source, Finding finding) throws IOException {
    List<Candidate.Line> lines = new ArrayList<>();
    if (finding.line() == 0) {
      return lines;
    }
    for (Range range : finding.ranges()) {
      if (lines.size() < MOST) {
        lines.add(line(source, range));
      }
    }
    return lines;
  }

  private static Candidate.Line line(ByteSource source, Range range) throws IOException {
    long first = Math.max(0, range.start() - REACH);
    long last = Math.min(source.length(), range.end() + REACH);
    byte[] bytes = new byte[(int) (last - first)];
    int size = 0;
    while (size < bytes.length) {
      int count = source.read(first + size, bytes, size, bytes.length - size);
      if (count <= 0) {
        // The file became shorter since it was scanned; what is left says enough.
        break;
      }
      size += count;
    }
    int start = (int) Math.min(range.start() - first, size);
    int end = (int) Math.min(range.end() - first, size);
    int from = start;
    while (from > 0 && bytes[from - 1] != '\n') {
      from--;
    }
    int to = end;
    while (to < size && bytes[to] != '\n') {
      to++;
    }
    return new Candidate.Line(Arrays.copyOfRange(bytes, from, to), start - from, end - from);
  }
}

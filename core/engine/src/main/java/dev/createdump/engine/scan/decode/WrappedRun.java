package dev.createdump.engine.scan.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Base64 that goes on over several lines, as MIME (RFC 2045), PEM and YAML wrap it: every line but
/// the last has whole groups of four digits. What it stands for may be cut anywhere by their ends.
final class WrappedRun {
  /// More lines than that are taken as several runs.
  private static final int MOST = 1_024;

  private int[] lines = new int[8];
  private int[] ends = new int[8];
  private int count;
  private byte[] plain = new byte[256];
  private int size;
  private int end;

  private WrappedRun() {}

  /// The run of which the first line's digits stand from `start` to `end`, or null where it does
  /// not go on or is no text.
  static @Nullable WrappedRun of(byte[] text, int start, int end, int to) {
    if (nextLine(text, start, end, to) < 0) {
      return null;
    }
    WrappedRun run = new WrappedRun();
    int lineStart = start;
    int lineEnd = end;
    while (run.add(text, lineStart, lineEnd)) {
      lineStart = nextLine(text, lineStart, lineEnd, to);
      if (lineStart < 0) {
        break;
      }
      lineEnd = lineStart;
      while (lineEnd < to && EncodedRuns.VALUES[text[lineEnd] & 0xFF] >= 0) {
        lineEnd++;
      }
    }
    return run.count < 2 ? null : run;
  }

  /// Where the next line's digits start; below 0 where what stands there does not go on with these.
  private static int nextLine(byte[] text, int start, int end, int to) {
    int at = end;
    if (((end - start) & 3) != 0) {
      return -1;
    }
    if (at < to && text[at] == '\r') {
      at++;
    }
    if (at >= to || text[at] != '\n') {
      return -1;
    }
    at++;
    while (at < to && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
    return at < to && EncodedRuns.VALUES[text[at] & 0xFF] >= 0 ? at : -1;
  }

  private boolean add(byte[] text, int lineStart, int lineEnd) {
    byte[] line = count == MOST ? null : EncodedRuns.base64(text, lineStart, lineEnd);
    if (line == null) {
      return false;
    }
    if (count == lines.length) {
      lines = Arrays.copyOf(lines, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    if (size + line.length > plain.length) {
      plain = Arrays.copyOf(plain, Math.max(size + line.length, 2 * plain.length));
    }
    System.arraycopy(line, 0, plain, size, line.length);
    size += line.length;
    lines[count] = lineStart;
    ends[count] = lineEnd - lineStart + (count == 0 ? 0 : ends[count - 1]);
    count++;
    end = lineEnd;
    return true;
  }

  /// Behind the last digit, in the text that the run stands in.
  int end() {
    return end;
  }

  Decoded decoded(Origin origin) {
    Origin joined =
        new Origin.Joined(origin, Arrays.copyOf(lines, count), Arrays.copyOf(ends, count));
    return new Decoded(
        Arrays.copyOf(plain, size), new Origin.Grouped(joined, 0, ends[count - 1], 4, 3));
  }
}

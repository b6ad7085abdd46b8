package dev.createdump.engine.scan;

import java.util.Arrays;
import java.util.List;

/// Text of any length that arrives in pieces, scanned in windows that overlap by more than the
/// longest match, so that a secret on a border is found once and whole.
final class SlidingText {
  /// Scanned at once. Large enough that the overlap costs little.
  static final int WINDOW = 1 << 20;

  /// Bytes before a window's last ones in which matches still count; no rule's window is larger.
  static final int OVERLAP = 1 << 16;

  /// Scanned bytes kept for what rules look at before a keyword.
  private static final int MARGIN = 20_000;

  private final TextScan scan;
  private final Sink sink;
  private byte[] buffer;
  private int size;
  private long offset;
  private int reported;

  /// @param expected how many bytes are expected
  SlidingText(TextScan scan, int expected, Sink sink) {
    this.scan = scan;
    this.sink = sink;
    this.buffer = new byte[Math.clamp(expected, 256, WINDOW)];
  }

  /// Takes hits, ascending, with the window they lie in.
  interface Sink {
    /// @param window the bytes scanned, from which the hit was taken
    /// @param windowOffset where byte 0 of the window stands in the whole text
    void hit(Hit hit, byte[] window, long windowOffset);

    /// Says, while the window is still there, that no hit will start before a place any more.
    void passed(byte[] window, long windowOffset, long place);
  }

  /// How many bytes were appended since the last {@link #finish()}.
  long length() {
    return offset + size;
  }

  void append(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to) {
      if (size == WINDOW) {
        slide();
      }
      int count = Math.min(to - position, WINDOW - size);
      reserve(count);
      System.arraycopy(bytes, position, buffer, size, count);
      size += count;
      position += count;
    }
  }

  void append(byte b) {
    if (size == WINDOW) {
      slide();
    }
    reserve(1);
    buffer[size++] = b;
  }

  /// Scans what is left and starts anew at offset 0.
  void finish() {
    if (size > 0) {
      report(size);
    }
    size = 0;
    offset = 0;
    reported = 0;
  }

  private void slide() {
    report(size - OVERLAP);
    int keep = size - OVERLAP - MARGIN;
    sink.passed(buffer, offset, offset + keep);
    System.arraycopy(buffer, keep, buffer, 0, size - keep);
    size -= keep;
    offset += keep;
    reported = MARGIN;
  }

  private void report(int limit) {
    List<Hit> hits = scan.scan(buffer, 0, size);
    for (Hit hit : hits) {
      if (hit.givenPlace() >= reported && hit.givenPlace() < limit) {
        sink.hit(hit, buffer, offset);
      }
    }
  }

  private void reserve(int count) {
    if (size + count > buffer.length) {
      int larger = Math.min(WINDOW, Math.max(size + count, buffer.length * 2));
      buffer = Arrays.copyOf(buffer, larger);
    }
  }
}

package dev.createdump.engine.scan;

/// Bytes `start` (inclusive) to `end` (exclusive).
public record Range(long start, long end) implements Comparable<Range> {
  public Range {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no range: " + start + " to " + end);
    }
  }

  public long length() {
    return end - start;
  }

  public boolean overlaps(Range other) {
    return start < other.end && other.start < end;
  }

  @Override
  public int compareTo(Range other) {
    int byStart = Long.compare(start, other.start);
    return byStart != 0 ? byStart : Long.compare(end, other.end);
  }
}

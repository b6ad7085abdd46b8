package dev.createdump.engine.scan;

import dev.createdump.engine.scan.decode.Origin;
import java.util.ArrayList;
import java.util.List;

/// A secret found in a text, which may be decoded from the text that was given.
///
/// @param rule the rule's place in its set; the lower, the more specific
/// @param text the text matched in
/// @param start the secret's first byte in that text
/// @param end behind its last byte
/// @param place where the whole match starts: there it is reported
/// @param origin where that text came from
record Hit(int rule, byte[] text, int start, int end, int place, Origin origin) {

  FoundValue value() {
    return FoundValue.of(text, start, end);
  }

  int givenStart() {
    return origin.start(start);
  }

  /// Where it is reported, in the given text: at its start, but for a value below the line that
  /// tells what it is, as a key in PEM armour.
  int givenPlace() {
    for (int i = place; i < start; i++) {
      if (text[i] == '\n') {
        return origin.start(place);
      }
    }
    return givenStart();
  }

  int givenEnd() {
    return origin.end(end);
  }

  boolean overlaps(Hit other) {
    return givenStart() < other.givenEnd() && other.givenStart() < givenEnd();
  }

  /// The secret's ranges in the given text: one a line, without the white space around it.
  List<Range> lines() {
    Lines lines = new Lines(new ArrayList<>());
    int from = start;
    while (from < end) {
      int stop = from;
      while (stop < end && text[stop] != '\n') {
        stop++;
      }
      addTrimmed(from, stop, lines);
      from = stop + 1;
    }
    return lines.ranges;
  }

  private void addTrimmed(int from, int to, Lines lines) {
    int first = from;
    int last = to;
    while (first < last && isBlank(text[first])) {
      first++;
    }
    while (last > first && isBlank(text[last - 1])) {
      last--;
    }
    if (first < last) {
      origin.pieces(first, last, lines);
    }
  }

  private record Lines(List<Range> ranges) implements Origin.Pieces {
    @Override
    public void piece(int start, int end) {
      ranges.add(new Range(start, end));
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}

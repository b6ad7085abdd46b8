package dev.createdump.engine.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One side of a hunk as the text it was in its file, without the patch's marks, and where each of
/// its lines stands in the patch.
final class PatchSide implements SlidingText.Sink {
  private final byte ownMark;
  private final Finding.Change change;
  private final RuleSet rules;
  private final List<Finding> sink;
  private final SlidingText text;
  private final List<Stretch> stretches = new ArrayList<>();
  private boolean inLine;
  private int line;

  /// A part of a line.
  ///
  /// @param text where it starts in the side's text
  /// @param patch where it starts in the patch
  /// @param lineText where its line starts in the side's text
  /// @param line the line's number
  /// @param own whether the line is on this side only
  private record Stretch(long text, long patch, long lineText, int line, boolean own) {}

  PatchSide(boolean added, TextScan scan, RuleSet rules, int expected, List<Finding> sink) {
    this.ownMark = (byte) (added ? '+' : '-');
    this.change = added ? Finding.Change.INTRODUCED : Finding.Change.RESOLVED;
    this.rules = rules;
    this.sink = sink;
    this.text = new SlidingText(scan, expected, this);
  }

  /// Ends the hunk before and starts one at a line of the file.
  void startHunk(int firstLine) {
    finish();
    line = firstLine;
  }

  void finish() {
    text.finish();
    stretches.clear();
    inLine = false;
  }

  void append(byte mark, byte[] bytes, int from, int to, long patchOffset, boolean end) {
    if (mark != ' ' && mark != ownMark) {
      return;
    }
    long place = text.length();
    long lineText = inLine ? stretches.getLast().lineText : place;
    stretches.add(new Stretch(place, patchOffset, lineText, line, mark == ownMark));
    inLine = !end;
    text.append(bytes, from, to);
    if (end) {
      text.append((byte) '\n');
      line++;
    }
  }

  @Override
  public void passed(byte[] window, long windowOffset, long place) {
    stretches.subList(0, indexAt(place)).clear();
  }

  @Override
  public void hit(Hit hit, byte[] window, long windowOffset) {
    List<Range> ranges = new ArrayList<>();
    boolean own = false;
    @Nullable Stretch first = null;
    long firstText = 0;
    for (Range range : hit.lines()) {
      long start = windowOffset + range.start();
      Stretch stretch = stretches.get(indexAt(start));
      if (first == null) {
        first = stretch;
        firstText = start;
      }
      own |= stretch.own;
      long patchStart = stretch.patch + (start - stretch.text);
      ranges.add(new Range(patchStart, patchStart + range.length()));
    }
    if (first == null) {
      return;
    }
    TooManyFindingsException.check(sink.size());
    sink.add(
        new Finding(
            Finding.Kind.SECRET,
            rules.rules().get(hit.rule()).id(),
            own ? change : Finding.Change.PRESENT,
            first.line,
            (int) Math.min(Integer.MAX_VALUE, firstText - first.lineText + 1),
            ranges,
            hit.value()));
  }

  /// The index of the stretch a place lies in.
  private int indexAt(long place) {
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (stretches.get(middle).text <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

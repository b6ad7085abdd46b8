package dev.createdump.engine.redact;

import dev.createdump.engine.patch.PatchCursor;
import dev.createdump.engine.scan.PatchLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// Fits what is to be hidden to a patch: nothing of its structure is touched, no line feed goes or
/// comes, so that every hunk keeps its counts and the patch still parses. Binary data cannot be
/// redacted in part and gives way to a line that says so.
final class PatchPlan implements PatchLines.Sink {
  /// git-apply(1) takes any line from `Binary files ` to ` differ` for a binary change.
  private static final byte[] WITHHELD =
      "Binary files (content withheld: it holds a secret) differ\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final String BINARY_START = "GIT binary patch";

  private final List<Spot> wanted;
  private final boolean withholdBinary;
  private final ValueSearch search;
  private final IntFunction<byte[]> marks;
  private final List<Spot> fitted = new ArrayList<>();
  private int next;
  private long binaryStart = -1;
  private long binaryEnd = -1;
  private boolean binaryHit;

  /// @param wanted ascending, none overlapping another
  /// @param withholdBinary whether the binary data holds a secret
  /// @param search finds values whose start stands where git cut a heading off
  /// @param marks the mark of each secret
  PatchPlan(
      List<Spot> wanted, boolean withholdBinary, ValueSearch search, IntFunction<byte[]> marks) {
    this.wanted = wanted;
    this.withholdBinary = withholdBinary;
    this.search = search;
    this.marks = marks;
  }

  /// The spots to replace, ascending.
  List<Spot> finish() {
    endBinary();
    return fitted;
  }

  @Override
  public void header(byte[] bytes, int length, long offset) {
    endBinary();
    if (startsBinary(bytes, length)) {
      binaryStart = offset;
      binaryEnd = offset + length + 1;
    }
    if (touches(offset, offset + length)) {
      IntPredicate names = HeaderNames.of(bytes, length);
      fitRuns(names, length, offset);
    }
  }

  private static boolean startsBinary(byte[] bytes, int length) {
    return length == BINARY_START.length()
        && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).equals(BINARY_START);
  }

  private void fitRuns(IntPredicate allowed, int length, long offset) {
    int from = 0;
    while (from < length) {
      int to = from;
      while (to < length && allowed.test(to)) {
        to++;
      }
      if (to > from) {
        fit(offset + from, offset + to);
      }
      from = to + 1;
    }
  }

  @Override
  public void hunk(byte[] bytes, int length, long offset) {
    endBinary();
    PatchCursor cursor = new PatchCursor(bytes, 0, length);
    if (cursor.nextHunk()) {
      fit(offset + cursor.sectionStart(), offset + length);
      search.searchCutEnd(
          bytes,
          cursor.sectionStart(),
          length,
          (needle, start) -> hideCut(offset + start, offset + length, needle.secret()));
    }
  }

  private void hideCut(long start, long end, int secret) {
    if (fitted.isEmpty() || fitted.getLast().end() <= start) {
      fitted.add(new Spot(start, end, marks.apply(secret)));
    }
  }

  @Override
  public void content(byte mark, byte[] bytes, int from, int to, long offset, boolean end) {
    fit(offset, offset + to - from);
  }

  @Override
  public void binary(long from, long to) {
    binaryHit |= touches(from, to);
    binaryEnd = to;
  }

  private void endBinary() {
    if (binaryStart >= 0 && (binaryHit || withholdBinary)) {
      fitted.add(new Spot(binaryStart, binaryEnd, WITHHELD));
    }
    binaryStart = -1;
    binaryHit = false;
  }

  /// Whether anything wanted lies within; skips what lies before.
  private boolean touches(long from, long to) {
    while (next < wanted.size() && wanted.get(next).end() <= from) {
      next++;
    }
    return next < wanted.size() && wanted.get(next).start() < to;
  }

  private void fit(long from, long to) {
    if (!touches(from, to)) {
      return;
    }
    for (int i = next; i < wanted.size() && wanted.get(i).start() < to; i++) {
      Spot spot = wanted.get(i);
      long start = Math.max(from, spot.start());
      long end = Math.min(to, spot.end());
      if (start < end) {
        add(new Spot(start, end, spot.mark()), start > spot.start());
      }
    }
  }

  /// A spot goes on where a long line came in two parts.
  private void add(Spot spot, boolean goesOn) {
    if (goesOn && !fitted.isEmpty() && fitted.getLast().end() == spot.start()) {
      Spot last = fitted.removeLast();
      fitted.add(new Spot(last.start(), spot.end(), last.mark()));
    } else {
      fitted.add(spot);
    }
  }
}

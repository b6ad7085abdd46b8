package dev.createdump.engine.scan;

import dev.createdump.engine.patch.PatchCursor;
import dev.createdump.engine.scan.Finding.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Scans one file's section of a patch: both sides of each hunk as they are in the file, so that a
/// secret over several lines is found although marks stand in between, and all header lines.
final class PatchScan implements PatchLines.Sink {
  /// git cuts the heading of a hunk off behind this many bytes (`xdl_emit_hunk_hdr`).
  private static final int HEADING_LIMIT = 80;

  private final RuleSet rules;
  private final TextScan scan;
  private final PatchLines lines = new PatchLines(this);
  private final PatchSide oldSide;
  private final PatchSide newSide;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> oldFindings = new ArrayList<>();
  private final Map<FoundValue, Finding> headerFindings = new LinkedHashMap<>();
  private final KeyLines keyLines = new KeyLines();
  private final CutHeadings cutHeadings = new CutHeadings();
  private boolean inLine;
  private Change headerChange = Change.PRESENT;

  PatchScan(RuleSet rules, TextScan scan, int expected) {
    this.rules = rules;
    this.scan = scan;
    this.oldSide = new PatchSide(false, scan, rules, expected, oldFindings);
    this.newSide = new PatchSide(true, scan, rules, expected, findings);
  }

  void feed(byte[] bytes, int from, int to) {
    lines.feed(bytes, from, to);
  }

  /// All findings, by where they start in the patch.
  List<Finding> finish() {
    lines.finish();
    endHunk();
    findings.addAll(headerFindings.values());
    if (findings.size() > 1) {
      findings.sort(PatchScan::compare);
    }
    return List.copyOf(findings);
  }

  /// Whether a line may belong to a key of which the patch shows no more.
  boolean hasLonelyKeyLines() {
    return keyLines.isAnyOutside(findings);
  }

  CutHeadings cutHeadings() {
    return cutHeadings;
  }

  private static int compare(Finding one, Finding other) {
    int byPlace = one.ranges().getFirst().compareTo(other.ranges().getFirst());
    return byPlace != 0 ? byPlace : one.change().compareTo(other.change());
  }

  private void endHunk() {
    int before = findings.size();
    newSide.finish();
    oldSide.finish();
    if (oldFindings.isEmpty()) {
      return;
    }
    Set<List<Range>> known = new HashSet<>();
    for (Finding finding : findings.subList(before, findings.size())) {
      known.add(finding.ranges());
    }
    for (Finding finding : oldFindings) {
      if (finding.change() != Change.PRESENT || !known.contains(finding.ranges())) {
        findings.add(finding);
      }
    }
    oldFindings.clear();
  }

  @Override
  public void header(byte[] bytes, int length, long offset) {
    String start = new String(bytes, 0, Math.min(length, 20), StandardCharsets.ISO_8859_1);
    if (start.startsWith("new file mode")
        || start.startsWith("rename ")
        || start.startsWith("copy ")) {
      headerChange = start.startsWith("rename from") ? Change.PRESENT : Change.INTRODUCED;
    } else if (start.startsWith("deleted file mode")) {
      headerChange = Change.RESOLVED;
    }
    for (Hit hit : scan.scan(bytes, 0, length)) {
      Finding finding = headerFinding(hit, headerChange, offset);
      headerFindings.merge(finding.value(), finding, PatchScan::joined);
    }
  }

  /// A path stands in several header lines, but is one finding.
  private static Finding joined(Finding one, Finding other) {
    List<Range> ranges = new ArrayList<>(one.ranges());
    ranges.addAll(other.ranges());
    Change change = other.change() == Change.PRESENT ? one.change() : other.change();
    return new Finding(one.kind(), one.rule(), change, 0, 0, ranges, one.value());
  }

  @Override
  public void hunk(byte[] bytes, int length, long offset) {
    endHunk();
    PatchCursor cursor = new PatchCursor(bytes, 0, length);
    if (!cursor.nextHunk()) {
      return;
    }
    oldSide.startHunk(cursor.oldStart());
    newSide.startHunk(cursor.newStart());
    boolean cut = cursor.sectionEnd() - cursor.sectionStart() >= HEADING_LIMIT;
    int heading = cursor.sectionStart();
    keyLines.line(bytes, heading, length, offset + heading);
    boolean foundAtEnd = false;
    for (Hit hit : scan.scan(bytes, heading, length, cut)) {
      Finding finding = headerFinding(hit, Change.PRESENT, offset);
      foundAtEnd |= finding.ranges().getLast().end() >= offset + cursor.sectionEnd();
      findings.add(finding);
    }
    if (cut && !foundAtEnd) {
      cutHeadings.heading(bytes, heading, cursor.sectionEnd());
    }
  }

  private Finding headerFinding(Hit hit, Change change, long offset) {
    List<Range> ranges =
        hit.lines().stream().map(r -> new Range(offset + r.start(), offset + r.end())).toList();
    String rule = rules.rules().get(hit.rule()).id();
    return new Finding(Finding.Kind.SECRET, rule, change, 0, 0, ranges, hit.value());
  }

  @Override
  public void content(byte mark, byte[] bytes, int from, int to, long offset, boolean end) {
    if (end && !inLine) {
      keyLines.line(bytes, from, to, offset);
    }
    inLine = !end;
    oldSide.append(mark, bytes, from, to, offset, end);
    newSide.append(mark, bytes, from, to, offset, end);
  }
}

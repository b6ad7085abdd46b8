package dev.createdump.engine.scan;

import java.util.ArrayList;
import java.util.List;

/// Turns the hits in a text that is no patch into findings with lines and columns.
final class TextFindings implements SlidingText.Sink {
  private final RuleSet rules;
  private final LineCounter lines = new LineCounter();
  private final List<Finding> findings = new ArrayList<>();

  TextFindings(RuleSet rules) {
    this.rules = rules;
  }

  List<Finding> list() {
    return List.copyOf(findings);
  }

  @Override
  public void hit(Hit hit, byte[] window, long windowOffset) {
    List<Range> ranges = new ArrayList<>();
    for (Range range : hit.lines()) {
      ranges.add(new Range(windowOffset + range.start(), windowOffset + range.end()));
    }
    if (ranges.isEmpty()) {
      return;
    }
    lines.advance(window, windowOffset, windowOffset + hit.givenPlace());
    TooManyFindingsException.check(findings.size());
    findings.add(
        new Finding(
            Finding.Kind.SECRET,
            rules.rules().get(hit.rule()).id(),
            Finding.Change.PRESENT,
            lines.line(),
            lines.column(),
            ranges,
            hit.value()));
  }

  @Override
  public void passed(byte[] window, long windowOffset, long place) {
    lines.advance(window, windowOffset, place);
  }
}

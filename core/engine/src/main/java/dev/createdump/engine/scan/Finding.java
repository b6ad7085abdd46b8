package dev.createdump.engine.scan;

import java.util.List;

/// Something the scan found, with the bytes that must not be shown. Its `toString` does not show
/// them.
///
/// @param kind secret or to-do
/// @param rule the rule's id, such as `github-token`, or the tag, such as `FIXME`
/// @param change what the change does with it; `PRESENT` outside patches
/// @param line the line, from 1, on the new side (on the old side for a removed line); 0 where the
///     place has no line, as a patch's header lines
/// @param column the column in bytes, from 1; 0 where there is no line
/// @param ranges where it stands in the scanned bytes, ascending, one range per line, line ends and
///     a patch's line marks left out
/// @param value the secret, or the to-do's text
public record Finding(
    Kind kind,
    String rule,
    Change change,
    int line,
    int column,
    List<Range> ranges,
    FoundValue value) {

  public Finding {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a finding stands somewhere");
    }
  }

  /// The same finding under another reading of the change.
  public Finding as(Change other) {
    return new Finding(kind, rule, other, line, column, ranges, value);
  }

  /// What was found.
  public enum Kind {
    SECRET,
    TODO
  }

  /// What the change does with it.
  public enum Change {
    /// On an added line.
    INTRODUCED,
    /// On a removed line.
    RESOLVED,
    /// On a context line, moved, or in text that is no patch.
    PRESENT
  }
}

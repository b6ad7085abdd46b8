package dev.createdump.engine.suppress;

import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import java.util.List;

/// A secret that may be silenced, and what is known of the place it stands in.
///
/// @param rule the rule that found it
/// @param value the secret
/// @param path of its file, from the top of the repository with `/` between names; empty for none
/// @param line its first line, from 1; 0 for none
/// @param commit the commit whose change is looked at, in full; empty where it is none
/// @param lines the whole lines it stands in, one a range of the finding; empty where they are not
///     known
public record Candidate(
    String rule, FoundValue value, String path, int line, String commit, List<Line> lines) {
  public Candidate {
    lines = List.copyOf(lines);
  }

  /// A finding in a file.
  public static Candidate of(Finding finding, String path, String commit, List<Line> lines) {
    return new Candidate(finding.rule(), finding.value(), path, finding.line(), commit, lines);
  }

  /// A line and the part of the secret in it.
  ///
  /// @param bytes the line, cut where it is very long
  /// @param from where the part starts in it
  /// @param to where it ends
  public record Line(byte[] bytes, int from, int to) {}
}

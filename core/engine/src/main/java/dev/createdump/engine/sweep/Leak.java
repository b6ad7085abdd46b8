package dev.createdump.engine.sweep;

import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.suppress.Candidate;
import java.util.List;

/// A secret that a commit brings. Raw.
///
/// @param finding the secret as it stands in the commit's own patch
/// @param commit the first commit that brings it
/// @param path of the file, or what the place is called where it is none
/// @param inFile whether it stands in a file
/// @param lines the lines it stands in
public record Leak(
    Finding finding, ObjectId commit, String path, boolean inFile, List<Candidate.Line> lines) {
  public Leak {
    lines = List.copyOf(lines);
  }

  /// What decides whether it is reported.
  public Candidate candidate() {
    return new Candidate(
        finding.rule(),
        finding.value(),
        inFile ? path : "",
        inFile ? finding.line() : 0,
        commit.hex(),
        lines);
  }
}

package dev.createdump.engine.evidence;

import dev.createdump.engine.evidence.Verdict.Check;
import dev.createdump.engine.evidence.Verdict.Problem;
import dev.createdump.engine.evidence.Verdict.Status;
import java.util.ArrayList;
import java.util.List;

/// Collects what the checks of one dump find.
final class Findings {
  private final List<Check> checks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void problem(String check, String code, String subject, String message) {
    problems.add(new Problem(check, code, subject, message));
  }

  void note(String note) {
    notes.add(note);
  }

  /// Ends a check that looked at something: it failed if it found a problem.
  void checked(String check, String detail) {
    long found = problems.stream().filter(problem -> problem.check().equals(check)).count();
    if (found == 0) {
      checks.add(new Check(check, Status.OK, detail));
    } else {
      String count = found + (found == 1 ? " problem" : " problems");
      checks.add(new Check(check, Status.FAILED, count));
    }
  }

  /// Ends a check that had nothing to look at.
  void absent(String check, String detail) {
    end(check, Status.ABSENT, detail);
  }

  /// Ends a check of something consistent that nothing vouches for.
  void untrusted(String check, String detail) {
    end(check, Status.UNTRUSTED, detail);
  }

  /// Ends a check of something that could not be checked.
  void unchecked(String check, String detail) {
    end(check, Status.UNCHECKED, detail);
  }

  /// A check that found a problem has failed, whatever else.
  private void end(String check, Status status, String detail) {
    if (problems.stream().anyMatch(problem -> problem.check().equals(check))) {
      checked(check, detail);
    } else {
      checks.add(new Check(check, status, detail));
    }
  }

  Verdict verdict(String place, String name, String dumpDigest) {
    return new Verdict(place, name, dumpDigest, checks, problems, notes);
  }
}

package dev.createdump.engine.evidence;

import java.util.List;

/// What verifying one dump came to.
///
/// @param place where the dump lies
/// @param name its name; the manifest's file name where that could not be read
/// @param dumpDigest its digest; empty where the manifest could not be read
/// @param checks what was checked, in order
/// @param problems everything that is wrong
/// @param notes what is worth knowing and not wrong
public record Verdict(
    String place,
    String name,
    String dumpDigest,
    List<Check> checks,
    List<Problem> problems,
    List<String> notes) {
  public Verdict {
    checks = List.copyOf(checks);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /// How a check ended.
  public enum Status {
    /// It was checked and holds.
    OK,
    /// It was checked and does not hold, or is required and missing.
    FAILED,
    /// There is nothing to check, and nothing requires it.
    ABSENT,
    /// It is there and consistent, but nothing was given by which to trust it.
    UNTRUSTED,
    /// It is there, and nothing was given by which it could be checked.
    UNCHECKED
  }

  /// One check.
  ///
  /// @param name one of `manifest`, `artifacts`, `ledger`, `place`, `policy`, `central-policy`,
  ///     `chain`, `signature`, `timestamp`
  /// @param detail what was found, in a few words
  public record Check(String name, Status status, String detail) {}

  /// One thing that is wrong.
  ///
  /// @param check the check that found it
  /// @param code a word for programs, such as `artifact-missing`
  /// @param subject the file, or what else it is about
  /// @param message what is wrong with it, for people
  public record Problem(String check, String code, String subject, String message) {}

  /// Whether nothing is wrong.
  public boolean holds() {
    return problems.isEmpty();
  }
}

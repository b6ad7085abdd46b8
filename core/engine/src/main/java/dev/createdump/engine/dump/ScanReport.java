package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;
import java.util.Locale;

/// What `create-dump scan` found out.
///
/// @param scope what was looked at
/// @param revision the commit that was looked at; empty for files
/// @param files how many files, changed paths or commits were scanned
/// @param bytes how many bytes were scanned; 0 where nobody counted
/// @param findings the secrets that are reported
/// @param suppressed those that are not
/// @param rules the rules that found them
/// @param special what is no file, directory or link, and was therefore not read, such as a pipe
/// @param unscanned what could not be read
/// @param notes what a reader should know of how it was done
/// @param expired how many of the findings an entry of the allow-list silenced until it expired
/// @param toolVersion the version of create-dump
public record ScanReport(
    Scope scope,
    String revision,
    long files,
    long bytes,
    List<DumpFinding> findings,
    List<Suppressed> suppressed,
    List<RuleInfo> rules,
    List<SafeText> special,
    List<Unscanned> unscanned,
    List<SafeText> notes,
    int expired,
    String toolVersion) {

  public ScanReport {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    rules = List.copyOf(rules);
    special = List.copyOf(special);
    unscanned = List.copyOf(unscanned);
    notes = List.copyOf(notes);
  }

  /// What was looked at.
  public enum Scope {
    FILES,
    DIFF,
    HISTORY;

    /// The word of the outputs.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Something that could not be read.
  ///
  /// @param path where it is
  /// @param reason why
  public record Unscanned(SafeText path, SafeText reason) {}

  /// The findings that a policy of no secrets speaks against: in a change what it brings, else
  /// everything.
  public List<DumpFinding> blocking() {
    return scope == Scope.DIFF
        ? findings.stream().filter(DumpFinding::isBrought).toList()
        : findings;
  }
}

package dev.createdump.engine;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.Suppressed;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.suppress.AllowEntry;
import dev.createdump.engine.sweep.Sight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The secrets in files that are there, rather than in a change, as they are told: what is
/// reported, and what is silenced by what.
final class JudgedSights {
  private final Redactor redactor;
  private final List<DumpFinding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int expired;

  JudgedSights(Redactor redactor) {
    this.redactor = redactor;
  }

  /// Tells of a secret outside the files, which nothing silences.
  ///
  /// @param place where that is
  /// @param shown the text it stands in
  void around(Finding finding, SafeText place, SafeText shown) {
    findings.add(told(finding, -1, place, 0, 0, shown));
  }

  /// Tells of a secret in a file or in its name.
  ///
  /// @param index the file's position in the ledger
  /// @param text the line it stands in
  void add(int index, SafeText path, Sight sight, SafeText text) {
    Finding finding = sight.finding();
    DumpFinding told = told(finding, index, path, finding.line(), finding.column(), text);
    Suppressed.By by = sight.verdict().by();
    if (by != null) {
      suppressed.add(new Suppressed(told, by, redactor.text(sight.verdict().reason())));
      return;
    }
    findings.add(told);
    AllowEntry entry = sight.verdict().expired();
    if (entry != null) {
      expired++;
      notes.add(Expired.note(entry));
    }
  }

  private DumpFinding told(
      Finding finding, int index, SafeText path, int line, int column, SafeText text) {
    return new DumpFinding(
        DumpFinding.Kind.SECRET,
        finding.rule(),
        DumpFinding.Change.PRESENT,
        index,
        path,
        line,
        column,
        text,
        redactor.tag(finding));
  }

  List<DumpFinding> findings() {
    return findings;
  }

  List<Suppressed> suppressed() {
    return suppressed;
  }

  /// How many of the findings an entry of the allow-list silenced until it expired.
  int expired() {
    return expired;
  }

  /// What is said of the entries that expired.
  List<SafeText> notes() {
    List<SafeText> said = new ArrayList<>();
    for (String note : notes) {
      said.add(redactor.text(note));
    }
    return said;
  }
}

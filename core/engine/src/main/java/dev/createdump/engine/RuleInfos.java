package dev.createdump.engine;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.scan.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What outputs say of the rules that found something. Rules may come from a repository, so their
/// words are as foreign as its files.
final class RuleInfos {
  private RuleInfos() {}

  /// Says by which rules something was found.
  @FunctionalInterface
  interface Source {
    RuleSet rules(DumpFinding finding);
  }

  static List<RuleInfo> of(Source source, List<DumpFinding> findings, Redactor redactor) {
    List<RuleInfo> infos = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DumpFinding finding : findings) {
      String id = finding.rule();
      if (finding.kind() == DumpFinding.Kind.SECRET && seen.add(id)) {
        RuleSet rules = source.rules(finding);
        RuleInfo.Severity severity = RuleInfo.Severity.valueOf(rules.severity(id).name());
        infos.add(new RuleInfo(id, redactor.text(rules.about(id)), severity));
      }
    }
    return infos;
  }
}

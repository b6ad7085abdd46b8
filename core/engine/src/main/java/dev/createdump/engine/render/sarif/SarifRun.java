package dev.createdump.engine.render.sarif;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.dump.Suppressed;
import java.util.ArrayList;
import java.util.List;

/// What a SARIF file says, wherever it was found out.
///
/// @param toolVersion the version of create-dump
/// @param findings everything found; to-dos are passed over
/// @param rules the rules that found it
/// @param suppressed what is not reported
/// @param repository the repository's address, empty where unknown
/// @param revision the commit that was looked at, empty for a work tree
/// @param change whether a change was looked at, which tells new from unchanged
/// @param unscanned what could not be looked at, in sentences
record SarifRun(
    String toolVersion,
    List<DumpFinding> findings,
    List<RuleInfo> rules,
    List<Suppressed> suppressed,
    String repository,
    String revision,
    boolean change,
    List<String> unscanned) {

  static SarifRun of(DumpHeader header) {
    String host = header.repository().host().value();
    return new SarifRun(
        header.toolVersion(),
        header.findings(),
        header.rules(),
        header.suppressed(),
        host.isEmpty() ? "" : "https://" + host + "/" + header.repository().slug(),
        header.head().id().hex(),
        true,
        List.of());
  }

  static SarifRun of(ScanReport report) {
    List<String> unscanned = new ArrayList<>();
    report.unscanned().forEach(one -> unscanned.add(one.path() + ": " + one.reason()));
    return new SarifRun(
        report.toolVersion(),
        report.findings(),
        report.rules(),
        report.suppressed(),
        "",
        report.revision(),
        report.scope() == ScanReport.Scope.DIFF,
        unscanned);
  }
}

package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.dump.Suppressed;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.RedactionKey;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.ForeignScanException;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.suppress.AllowEntry;
import dev.createdump.engine.suppress.AllowKey;
import dev.createdump.engine.suppress.RepositoryFiles;
import dev.createdump.engine.suppress.SuppressionFiles;
import dev.createdump.engine.suppress.Verdict;
import dev.createdump.engine.sweep.HistorySweep;
import dev.createdump.engine.sweep.Leak;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The scanner alone, over a change or over a history.
public final class ChangeScan {
  private ChangeScan() {}

  /// Scans a change as `diff` does, and writes nothing.
  public static ScanOutcome ofDiff(
      Request request, Supplier<Stores> stores, PluginHost plugins, Events events) throws Failure {
    Outcome outcome = new CreateDump(stores, plugins, events).run(request);
    Outcome.Result result = outcome.result();
    DumpHeader header = result.header();
    List<DumpFinding> secrets = new ArrayList<>(header.findings());
    secrets.removeIf(finding -> finding.kind() != DumpFinding.Kind.SECRET);
    ScanReport report =
        new ScanReport(
            ScanReport.Scope.DIFF,
            header.head().id().hex(),
            header.ledger().size(),
            0,
            secrets,
            header.suppressed(),
            header.rules(),
            List.of(),
            List.of(),
            header.notes(),
            header.expired(),
            header.toolVersion());
    // Each project may say for itself what blocks.
    boolean fail = outcome instanceof Outcome.Blocked blocked && blocked.blocking() > 0;
    return ScanOutcome.of(report, fail, result.proof());
  }

  /// Scans each commit of a history. The files that silence are those of its last commit.
  ///
  /// @param from what was there before, empty for nothing
  /// @param to the last commit
  public static ScanOutcome ofHistory(Request request, PluginHost plugins, String from, String to)
      throws Failure {
    Resolved config = ConfigLoader.load(request.config());
    Settings settings = config.settings();
    @Nullable Secret key = RedactionKey.of(request.environment());
    try (Git git = Gits.open(request.repository(), settings.source(), request.environment())) {
      Commit head = commit(git, to);
      @Nullable Commit base = from.isEmpty() ? null : commit(git, from);
      if (!git.shallowCommits().isEmpty() && base == null) {
        throw new Failure.Scan(
            "the history is cut off in this shallow clone, so that it cannot be scanned whole",
            "Run `git fetch --unshallow` first, or name a range.");
      }
      RepositoryFiles files = Silence.files(git, head);
      SuppressionFiles.Loaded silence =
          SuppressionFiles.load(
              files,
              plugins.admit(config, request.repository()).extend(RuleSet.standard()),
              Silence.patterns(settings.scan(), ""),
              AllowKey.of(request.environment()),
              Silence.limits(settings.scan(), request.clock()));
      HistorySweep.Result swept =
          HistorySweep.of(git, base == null ? null : base.id(), head.id(), silence.rules());
      List<String> notes = new ArrayList<>(config.notes());
      notes.addAll(silence.notes());
      return report(request, settings, head, silence, swept, notes, key);
    } catch (ForeignScanException e) {
      throw e.failure();
    }
  }

  private static Commit commit(Git git, String revision) throws Failure {
    return git.commit(revision)
        .orElseThrow(
            () ->
                new Failure.Source(
                    "the revision of --history is not in " + git.directory().gitDir(),
                    "It is FROM..TO, or one revision for all that leads to it."));
  }

  private static ScanOutcome report(
      Request request,
      Settings settings,
      Commit head,
      SuppressionFiles.Loaded silence,
      HistorySweep.Result swept,
      List<String> notes,
      @Nullable Secret key) {
    List<Finding> all = new ArrayList<>();
    swept.leaks().forEach(leak -> all.add(leak.finding()));
    Redactor redactor = Redactor.of(all, key);
    List<DumpFinding> findings = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    Set<String> expired = new LinkedHashSet<>();
    int expiredCount = 0;
    for (Leak leak : swept.leaks()) {
      DumpFinding told = Leaks.told(leak, DumpFinding.Change.INTRODUCED, redactor);
      Verdict verdict = silence.suppressions().judge(leak.candidate());
      Suppressed.By by = verdict.by();
      AllowEntry entry = verdict.expired();
      if (by != null) {
        suppressed.add(new Suppressed(told, by, redactor.text(verdict.reason())));
      } else {
        findings.add(told);
        expiredCount += entry == null ? 0 : 1;
        if (entry != null) {
          expired.add(Expired.note(entry));
        }
      }
    }
    List<SafeText> said = new ArrayList<>();
    expired.forEach(note -> said.add(redactor.text(note)));
    notes.forEach(note -> said.add(redactor.text(note)));
    ScanReport report =
        new ScanReport(
            ScanReport.Scope.HISTORY,
            head.id().hex(),
            swept.commits(),
            0,
            findings,
            suppressed,
            RuleInfos.of(_ -> silence.rules(), findings, redactor),
            List.of(),
            List.of(),
            said,
            expiredCount,
            request.toolVersion());
    boolean fail = settings.scan().failOn() == Settings.FailOn.SECRETS;
    return ScanOutcome.of(report, fail, redactor.proof());
  }
}

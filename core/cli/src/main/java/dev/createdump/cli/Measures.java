package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.batch.BatchIndex;
import dev.createdump.engine.batch.BatchRow;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.spi.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a run did, in numbers. Names are of sets that are known beforehand: no path, no repository
/// and no rule stands in them.
final class Measures {
  private final long begun;
  private String command = "none";
  private final List<Phase> phases = new ArrayList<>();
  private final Map<String, Long> files = new TreeMap<>();
  private final Map<String, Long> findings = new TreeMap<>();
  private final Map<String, Long> projects = new TreeMap<>();
  private long suppressed;
  private long readBytes;
  private long writtenBytes;
  private long uploadedBytes;
  private String phase = "";
  private long phaseBegun;

  /// @param begun when the run began, by the clock that only counts on
  Measures(long begun) {
    this.begun = begun;
    // Alerts are on zeros that become something.
    findings.put("todo none", 0L);
    for (RuleInfo.Severity severity : RuleInfo.Severity.values()) {
      findings.put("secret " + severity.name().toLowerCase(Locale.ROOT), 0L);
    }
  }

  /// A stretch of the run.
  ///
  /// @param from nanoseconds after the run began
  record Phase(String name, long from, long to) {}

  long begun() {
    return begun;
  }

  /// @param name one of the commands that there are
  void command(String name) {
    command = name;
  }

  /// A phase begins, and with it the one before ends.
  synchronized void phase(String name) {
    long now = System.nanoTime() - begun;
    end(now);
    phase = name;
    phaseBegun = now;
  }

  /// The last phase ends.
  synchronized void end(long now) {
    if (!phase.isEmpty()) {
      phases.add(new Phase(phase, phaseBegun, now));
      phase = "";
    }
  }

  /// A dump was made, or would have been. Any thread may tell.
  synchronized void dump(Outcome outcome) {
    DumpHeader header = outcome.result().header();
    header
        .statistics()
        .byState()
        .forEach((state, count) -> files.merge(state.label(), (long) count, Long::sum));
    TreeInfo tree = header.tree();
    if (tree != null) {
      readBytes += tree.bytes();
    }
    found(header.findings(), header.rules(), header.suppressed().size());
    for (SealedFile file : outcome.result().files()) {
      writtenBytes += file.size();
    }
    uploaded(outcome.result().receipts());
  }

  /// Projects were dumped, each of which was told of already.
  void batch(BatchIndex index) {
    for (BatchRow.Result outcome : BatchRow.Result.values()) {
      projects.put(outcome.label(), index.count(outcome));
    }
  }

  /// Files were scanned.
  void scanned(long count, long bytes) {
    files.merge("scanned", count, Long::sum);
    readBytes += bytes;
  }

  /// Something was found.
  void found(List<DumpFinding> all, List<RuleInfo> rules, int silenced) {
    for (DumpFinding finding : all) {
      String key =
          finding.kind() == DumpFinding.Kind.TODO
              ? "todo none"
              : "secret "
                  + RuleInfo.severityOf(finding.rule(), rules).name().toLowerCase(Locale.ROOT);
      findings.merge(key, 1L, Long::sum);
    }
    suppressed += silenced;
  }

  /// Stores took something; what was there already does not count.
  void uploaded(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      uploadedBytes += receipt.created() ? receipt.length() : 0;
    }
  }

  String command() {
    return command;
  }

  List<Phase> phases() {
    return phases;
  }

  /// By the ledger's word.
  Map<String, Long> files() {
    return files;
  }

  /// By kind and severity, with a blank between them.
  Map<String, Long> findings() {
    return findings;
  }

  /// How many projects of a batch came to what; empty for other commands.
  Map<String, Long> projects() {
    return projects;
  }

  long suppressed() {
    return suppressed;
  }

  long readBytes() {
    return readBytes;
  }

  long writtenBytes() {
    return writtenBytes;
  }

  long uploadedBytes() {
    return uploadedBytes;
  }
}

package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.ProjectShare;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.report.Reporter;
import dev.createdump.spi.Receipt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says to people what a run made, in a few lines.
final class HumanResult {
  private static final int MAX_FINDINGS = 20;

  private final Console console;
  private final boolean verbose;

  HumanResult(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  void tell(Outcome outcome, boolean dry, Reporter.@Nullable Reported reported) {
    DumpHeader header = outcome.result().header();
    var statistics = header.statistics();
    String title = Printable.line(header.title().value());
    console.say(
        console.paint("1", title.isBlank() ? "(no message)" : title)
            + "  "
            + statistics.files()
            + (statistics.files() == 1 ? " file" : " files")
            + ", "
            + console.paint("32", "+" + statistics.added())
            + " "
            + console.paint("31", "-" + statistics.deleted()));
    console.say(
        "  head "
            + header.head().id().abbreviated()
            + ", merge base "
            + header.mergeBase().id().abbreviated()
            + ", base "
            + header.base().id().abbreviated());
    if (header.head().id().equals(header.mergeBase().id())) {
      console.say(
          "  the head is within the base, so there is nothing to dump; see --base and --head");
    }
    header.notes().forEach(note -> console.say("  note: " + Printable.line(note.value())));
    projects(header);
    states(header);
    findings(header.findingsByWeight());
    Manifest.patchGaps(header).forEach(gap -> console.say("  patch is not complete: " + gap));
    if (dry) {
      console.say("  dry run: nothing was written");
    }
    stored(outcome.result().receipts());
    if (reported != null) {
      reported.notes().forEach(note -> console.say("  note: " + Printable.line(note)));
      if (reported.checkUrl() != null) {
        console.say("  check: " + Printable.line(reported.checkUrl().toString()));
      }
      if (reported.commentUrl() != null) {
        console.say("  comment: " + Printable.line(reported.commentUrl().toString()));
      }
    }
    if (outcome instanceof Outcome.Blocked blocked) {
      console.say(
          console.paint("31", "  blocked:")
              + " the change introduces "
              + blocked.blocking()
              + (blocked.blocking() == 1 ? " secret" : " secrets")
              + " (scan.fail_on)");
    }
  }

  private void projects(DumpHeader header) {
    for (ProjectShare share : header.projects()) {
      console.say(
          "  project "
              + Printable.line(share.path().value())
              + ": "
              + share.files()
              + (share.files() == 1 ? " file" : " files")
              + ", +"
              + share.added()
              + " -"
              + share.deleted()
              + ", secrets: "
              + share.secrets()
              + ", to-dos: "
              + share.todos()
              + ", scan.fail_on = "
              + share.failOn());
    }
  }

  /// What is not shown whole, path by path; everything when asked to be verbose.
  private void states(DumpHeader header) {
    for (DumpFile.Entry entry : header.ledger()) {
      boolean whole = entry.state() == FileState.INCLUDED && entry.reason().isEmpty();
      if (verbose || !whole) {
        String reason =
            entry.reason().isEmpty() ? "" : " (" + Printable.line(entry.reason().value()) + ")";
        console.say(
            "  "
                + entry.status().letter()
                + " "
                + Printable.line(entry.path().value())
                + ": "
                + entry.state().label()
                + reason);
      }
    }
  }

  private void findings(List<DumpFinding> findings) {
    for (DumpFinding finding : findings.stream().limit(MAX_FINDINGS).toList()) {
      String place = finding.line() > 0 ? ":" + finding.line() : "";
      console.say(
          "  "
              + console.paint(
                  finding.kind() == DumpFinding.Kind.SECRET ? "31" : "33",
                  finding.kind().name().toLowerCase(Locale.ROOT))
              + " "
              + finding.change().name().toLowerCase(Locale.ROOT)
              + ": "
              + finding.rule()
              + " in "
              + Printable.line(finding.path().value())
              + place);
    }
    if (findings.size() > MAX_FINDINGS) {
      console.say("  … and " + (findings.size() - MAX_FINDINGS) + " more findings");
    }
  }

  private void stored(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      if (receipt.uri().toString().endsWith(".manifest.json")) {
        console.say((receipt.created() ? "  stored " : "  already stored ") + receipt.uri());
      }
    }
  }
}

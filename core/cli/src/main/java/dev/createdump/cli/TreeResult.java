package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.redact.SafeText;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/// Tells what was made of a tree, to people and to programs.
final class TreeResult {
  private static final int MOST_LINES = 20;

  private final Console console;
  private final ParseResult options;

  TreeResult(Console console, ParseResult options) {
    this.console = console;
    this.options = options;
  }

  void tell(Outcome outcome, int code) {
    console.under(outcome.result().proof());
    if (!options.hasMatchedOption("--quiet")) {
      say(outcome);
    }
    if (options.hasMatchedOption("--json")) {
      console.resultText(ResultJson.of(outcome, code, null));
    } else {
      outcome
          .result()
          .files()
          .forEach(
              file -> console.result(outcome.result().directory().resolve(file.name()).toString()));
    }
  }

  private void say(Outcome outcome) {
    DumpHeader header = outcome.result().header();
    TreeInfo tree = header.tree();
    if (tree == null) {
      throw new IllegalArgumentException("the outcome of a change");
    }
    console.say(
        console.paint("1", Printable.line(header.title().value()))
            + "  "
            + count(header.statistics().files(), "path")
            + ", "
            + count(header.statistics().added(), "line")
            + ", "
            + count(tree.bytes(), "byte")
            + (tree.isCounted() ? ", " + count(tree.tokens(), "token") : "")
            + " ("
            + tree.source()
            + ")");
    header.notes().forEach(note -> console.say("  note: " + Printable.line(note.value())));
    states(header);
    paths(header, tree.taking());
    findings(header);
    if (tree.unread() > 0) {
      console.say(console.paint("31", "  not read: ") + count(tree.unread(), "path"));
    }
    if (options.hasMatchedOption("--dry-run")) {
      console.say("  dry run: nothing was written");
    }
    outcome.result().receipts().stream()
        .filter(receipt -> receipt.uri().toString().endsWith(".manifest.json"))
        .forEach(
            receipt ->
                console.say(
                    (receipt.created() ? "  stored " : "  already stored ") + receipt.uri()));
    if (outcome instanceof Outcome.Blocked) {
      console.say(console.paint("31", "  blocked:") + " the tree holds secrets (scan.fail_on)");
    }
  }

  /// What is not shown whole, in numbers.
  private void states(DumpHeader header) {
    Map<FileState, Integer> byState = header.statistics().byState();
    for (FileState state : FileState.values()) {
      int paths = byState.getOrDefault(state, 0);
      if (state != FileState.INCLUDED && paths > 0) {
        console.say("  " + state.label() + ": " + count(paths, "path"));
      }
    }
  }

  /// Path by path, with the rule that took it or left it out.
  private void paths(DumpHeader header, List<SafeText> taking) {
    for (int i = 0; i < taking.size(); i++) {
      DumpFile.Entry entry = header.ledger().get(i);
      String reason = entry.reason().isEmpty() ? "" : " (" + entry.reason().value() + ")";
      String by = entry.state() == FileState.EXCLUDED ? "" : "; taken by " + taking.get(i).value();
      console.say(
          "  "
              + Printable.line(entry.path().value())
              + ": "
              + entry.state().label()
              + Printable.line(reason + by));
    }
  }

  private void findings(DumpHeader header) {
    int told = 0;
    for (DumpFinding finding : header.findings()) {
      if (told++ == MOST_LINES) {
        console.say("  … and " + (header.findings().size() - MOST_LINES) + " more findings");
        return;
      }
      String place = finding.line() > 0 ? ":" + finding.line() : "";
      console.say(
          "  "
              + console.paint("31", "secret")
              + ": "
              + finding.rule()
              + " in "
              + Printable.line(finding.path().value())
              + place);
    }
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}

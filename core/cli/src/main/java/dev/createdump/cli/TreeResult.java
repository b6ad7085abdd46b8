package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.TreeRun;
import dev.createdump.engine.cache.StandingDump;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.redact.SafeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/// Tells what was made of a tree, to people and to programs.
final class TreeResult {
  private static final int MOST_LINES = 20;
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private final Console console;
  private final ParseResult options;
  private final StringBuilder said = new StringBuilder();

  TreeResult(Console console, ParseResult options) {
    this.console = console;
    this.options = options;
  }

  /// @return the exit code
  int tell(TreeRun run) {
    return switch (run) {
      case TreeRun.Made made -> tell(made);
      case TreeRun.Standing standing -> tell(standing.dump().told(), standing.dump().outputs());
    };
  }

  private int tell(TreeRun.Made made) {
    Outcome outcome = made.outcome();
    Outcome.Result result = outcome.result();
    int code = ExitCodes.ofTree(outcome);
    console.under(result.proof());
    say(outcome);
    String json = ResultJson.of(outcome, code, null);
    if (options.hasMatchedOption("--json")) {
      console.resultText(json);
    } else {
      result.files().forEach(file -> file(result.directory(), file.name()));
    }
    if (!console.leaked() && !result.proof().leaks(utf8(said + json))) {
      String directory = result.directory().toString();
      made.keep()
          .accept(
              new StandingDump.Told(
                  code, result.header().name(), directory, said.toString(), json));
    }
    return code;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Tells of the dump that still stands what was told when it was made.
  private int tell(StandingDump.Told told, List<StandingDump.Output> files) {
    if (!options.hasMatchedOption("--quiet")) {
      console.draw(told.said());
      console.say("  unchanged: " + Printable.line(told.name()) + " is up to date");
    }
    if (options.hasMatchedOption("--json")) {
      console.resultText(told.json());
    } else {
      for (StandingDump.Output output : files) {
        String path = output.file().path();
        file(Path.of(told.directory()), String.valueOf(Path.of(path).getFileName()));
      }
    }
    return told.code();
  }

  private void file(Path directory, String name) {
    console.result(directory.resolve(name).toString());
  }

  /// Says a line to people, where they want to hear it, and remembers it without its colours.
  private void say(String line) {
    if (!options.hasMatchedOption("--quiet")) {
      console.say(line);
    }
    said.append(COLOURS.matcher(line).replaceAll("")).append('\n');
  }

  private void say(Outcome outcome) {
    DumpHeader header = outcome.result().header();
    TreeInfo tree = header.tree();
    if (tree == null) {
      throw new IllegalArgumentException("the outcome of a change");
    }
    say(
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
    header.notes().forEach(note -> say("  note: " + Printable.line(note.value())));
    states(header);
    paths(header, tree.taking());
    findings(header);
    if (tree.unread() > 0) {
      say(console.paint("31", "  not read: ") + count(tree.unread(), "path"));
    }
    if (options.hasMatchedOption("--dry-run")) {
      say("  dry run: nothing was written");
    }
    outcome.result().receipts().stream()
        .filter(receipt -> receipt.uri().toString().endsWith(".manifest.json"))
        .forEach(
            receipt ->
                say((receipt.created() ? "  stored " : "  already stored ") + receipt.uri()));
    if (outcome instanceof Outcome.Blocked) {
      say(console.paint("31", "  blocked:") + " the tree holds secrets (scan.fail_on)");
    }
  }

  /// What is not shown whole, in numbers.
  private void states(DumpHeader header) {
    Map<FileState, Integer> byState = header.statistics().byState();
    for (FileState state : FileState.values()) {
      int paths = byState.getOrDefault(state, 0);
      if (state != FileState.INCLUDED && paths > 0) {
        say("  " + state.label() + ": " + count(paths, "path"));
      }
    }
  }

  /// Path by path, with the rule that took it or left it out.
  private void paths(DumpHeader header, List<SafeText> taking) {
    for (int i = 0; i < taking.size(); i++) {
      DumpFile.Entry entry = header.ledger().get(i);
      String reason = entry.reason().isEmpty() ? "" : " (" + entry.reason().value() + ")";
      String by = entry.state() == FileState.EXCLUDED ? "" : "; taken by " + taking.get(i).value();
      say(
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
        say("  … and " + (header.findings().size() - MOST_LINES) + " more findings");
        return;
      }
      String place = finding.line() > 0 ? ":" + finding.line() : "";
      say(
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

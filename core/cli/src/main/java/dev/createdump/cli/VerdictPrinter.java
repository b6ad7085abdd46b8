package dev.createdump.cli;

import dev.createdump.engine.evidence.Verdict;
import dev.createdump.engine.evidence.VerdictJson;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// Tells what verifying came to: people see one line a check, machines get one document.
final class VerdictPrinter {
  private final Console console;
  private final boolean json;
  private final VerdictJson document = new VerdictJson();
  private int dumps;
  private int broken;

  VerdictPrinter(Console console, ParseResult options) {
    this.console = console;
    this.json = options.hasMatchedOption("--json");
  }

  void badLine(String problem) {
    broken++;
    document.badLine(problem);
    console.say(console.paint("31", "FAILED") + "     index " + Printable.line(problem));
  }

  void tell(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      dumps++;
      broken += verdict.holds() ? 0 : 1;
      document.add(verdict);
      if (!json) {
        people(verdict);
      }
    }
  }

  private void people(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    line(text, verdict.place() + ": " + verdict.name());
    for (Verdict.Check check : verdict.checks()) {
      text.append("  ").append(status(check.status())).append(' ');
      line(text, pad(check.name()) + check.detail());
      for (Verdict.Problem problem : verdict.problems()) {
        if (problem.check().equals(check.name())) {
          line(text, "             " + problem.subject() + " " + problem.message());
        }
      }
    }
    for (String note : verdict.notes()) {
      line(text, "  note       " + note);
    }
    console.resultText(text.toString());
  }

  private static void line(StringBuilder text, String line) {
    text.append(Printable.line(line)).append('\n');
  }

  private static String status(Verdict.Status status) {
    return switch (status) {
      case OK -> "ok        ";
      case FAILED -> "FAILED    ";
      case ABSENT -> "-         ";
      case UNTRUSTED -> "untrusted ";
      case UNCHECKED -> "unchecked ";
    };
  }

  private static String pad(String check) {
    return check + " ".repeat(Math.max(1, 16 - check.length()));
  }

  /// @return the exit code
  int end() {
    int code = broken == 0 ? ExitCodes.DONE : ExitCodes.CORRUPT;
    if (json) {
      console.resultText(document.text(code));
    } else {
      console.say(
          broken == 0
              ? dumps + (dumps == 1 ? " dump holds" : " dumps hold")
              : console.paint("31", "error:") + " " + broken + " of " + dumps + " did not hold");
    }
    return code;
  }
}

package dev.createdump.cli;

import dev.createdump.engine.BatchDump;
import dev.createdump.engine.batch.BatchIndex;
import dev.createdump.engine.batch.BatchRow;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// Tells what was made of the projects of a repository, to people and to programs.
final class BatchResult {
  private final Console console;
  private final ParseResult options;

  BatchResult(Console console, ParseResult options) {
    this.console = console;
    this.options = options;
  }

  void tell(BatchDump.Result result) {
    BatchIndex index = result.index();
    boolean list = options.hasMatchedOption("--list");
    if (!options.hasMatchedOption("--quiet")) {
      say(index, list);
    }
    if (options.hasMatchedOption("--json")) {
      console.resultText(index.json());
    } else if (list) {
      for (BatchRow row : index.rows()) {
        if (row.outcome() != BatchRow.Result.SKIPPED) {
          console.result(shown(row));
        }
      }
    } else {
      for (BatchRow row : index.rows()) {
        if (!row.dump().digest().isEmpty()) {
          String manifest = row.dump().name() + ".manifest.json";
          console.result(result.directory().resolve(row.place()).resolve(manifest).toString());
        }
      }
      result.files().forEach(file -> console.result(file.toString()));
    }
  }

  private static String shown(BatchRow row) {
    return Printable.line(row.directory().isEmpty() ? "." : row.directory());
  }

  private void say(BatchIndex index, boolean list) {
    console.say(
        console.paint("1", Printable.line(index.repository()))
            + "  "
            + count(index.rows().size(), "project")
            + " ("
            + index.source()
            + ")");
    index.notes().forEach(note -> console.say("  note: " + Printable.line(note)));
    for (BatchRow row : index.rows()) {
      console.say("  " + shown(row) + ": " + facts(row, list));
      if (!row.error().isEmpty()) {
        for (String line : Printable.lines(row.error()).split("\n", -1)) {
          console.say(console.paint("31", "    " + line));
        }
      }
    }
    if (index.outside() > 0) {
      console.say("  in no project, and in no dump: " + count(index.outside(), "path"));
    }
    if (list || options.hasMatchedOption("--dry-run")) {
      console.say("  dry run: nothing was written");
    }
  }

  private static String facts(BatchRow row, boolean list) {
    List<String> markers = row.markers();
    String what =
        count(row.paths(), "path") + (markers.isEmpty() ? "" : ", " + String.join(", ", markers));
    if (!row.config().isEmpty()) {
      what += ", own configuration";
    }
    if (row.dump().isThere()) {
      what += ", " + count(row.dump().bytes(), "byte");
      what += row.dump().findings() > 0 ? ", " + count(row.dump().findings(), "secret") : "";
      what += row.dump().unread() > 0 ? ", not read: " + row.dump().unread() : "";
    }
    boolean plain = list && row.outcome() == BatchRow.Result.PLANNED;
    String why = row.reason().isEmpty() ? "" : " (" + Printable.line(row.reason()) + ")";
    return plain ? what : what + ": " + row.outcome().label() + why + code(row);
  }

  private static String code(BatchRow row) {
    return row.exitCode() == 0 ? "" : " (exit code " + row.exitCode() + ")";
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}

package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.retention.CleanPlan;
import dev.createdump.engine.retention.CleanPlanner;
import dev.createdump.engine.retention.Cleaning;
import dev.createdump.engine.retention.KeepRules;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump batch clean`: deletes dumps that need not be kept, and nothing else.
final class BatchCleanCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Deletes dumps that no rule keeps, in a directory and in those directly in it. Without"
                + " --yes it only says what it would do. A file goes only where the manifest of its"
                + " dump names it and the whole dump verifies; no link is followed.",
            "")
        .footer(
            "",
            "Dumps whose names differ only in time or commits are a series; each directory has its"
                + " own. Exit code 3 where a dump does not verify or could not be deleted.",
            "",
            "Examples:",
            "  create-dump batch clean dumps --keep-last 5",
            "  create-dump batch clean dumps --keep-last 1 --keep-within 90d --yes",
            "  create-dump batch clean dumps --keep-within 1d --orphans --json");
    KeepOptions.addTo(spec);
    spec.addOption(
        DumpOptions.flag(
            "--orphans", "Move files of dumps that are not there to DIR/quarantine, too."));
    spec.addOption(DumpOptions.flag("--yes", "Do it."));
    spec.addOption(DumpOptions.flag("--dry-run", "Only say what would be done, as without --yes."));
    spec.addOption(DumpOptions.flag("--json", "Print the plan as one JSON document."));
    spec.addOption(DumpOptions.flag("-q, --quiet", "Say nothing but errors."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    boolean yes = KeepOptions.deletes(options);
    boolean orphans = options.hasMatchedOption("--orphans");
    KeepRules rules = rules(options, orphans);
    Path directory = KeepOptions.directory(options);
    CleanPlan plan = new CleanPlanner(directory, rules, orphans, RunClock.wall()).plan();
    if (!options.hasMatchedOption("--quiet")) {
      CleanResult.say(session.console(), plan);
    }
    CleanPlan result = yes ? new Cleaning(plan).run() : plan;
    int code = result.isIncomplete() ? ExitCodes.INCOMPLETE : ExitCodes.DONE;
    if (!options.hasMatchedOption("--quiet")) {
      CleanResult.end(session.console(), plan, result, yes);
    }
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(result.json(yes, code));
    } else {
      CleanResult.print(session.console(), result);
    }
    return code;
  }

  private static KeepRules rules(ParseResult options, boolean orphans) throws Failure.Usage {
    KeepRules rules = KeepOptions.rules(options);
    if (KeepOptions.any(options)) {
      return rules;
    }
    if (!orphans) {
      throw new Failure.Usage(
          "nothing says which dumps are kept", "Say --keep-last N, --keep-within TIME or both.");
    }
    // Nothing but orphans is asked for.
    return new KeepRules(Integer.MAX_VALUE, null, rules.prefix());
  }
}

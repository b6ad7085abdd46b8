package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.Request;
import dev.createdump.engine.WarmUp;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiDetector;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump diff`: the dump of one change, on disk and in stores.
final class DiffCommand implements Command {
  @Override
  public CommandSpec spec() {
    return spec(Typed.ALL);
  }

  @Override
  public CommandSpec spec(Typed typed) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Dumps what a branch or pull request changes: merge base to head, as a pull request"
                + " shows it.",
            "")
        .footer(
            "",
            "Examples:",
            "  create-dump diff",
            "  create-dump diff --base main --head feature --format md,html,patch --out dump",
            "  create-dump diff --fail-on secrets --json");
    DumpOptions.addTo(spec, typed);
    return spec;
  }

  @Override
  public void prepare() {
    WarmUp.start();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    DumpRun run =
        DumpRun.of(options, session, CiDetector.detect(session.environment()), Request.Reach.FULL);
    Outcome outcome = run.make();
    run.tell(outcome, null);
    return ExitCodes.of(outcome);
  }
}

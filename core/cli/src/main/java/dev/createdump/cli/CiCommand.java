package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.WarmUp;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.report.Reporter;
import dev.createdump.spi.ForgeProvider;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump ci`: the whole job from the environment of a CI run.
final class CiCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Does the whole job in CI: finds the change in the environment, dumps, scans, seals and"
                + " stores it, writes the job summary and outputs, and keeps one comment on the"
                + " pull request.",
            "")
        .footer(
            "",
            "On GitHub it reads the event, writes GITHUB_STEP_SUMMARY and GITHUB_OUTPUT, and"
                + " comments with GITHUB_TOKEN where that may write pull requests.",
            "",
            "Examples:",
            "  create-dump ci",
            "  create-dump ci --upload file:///srv/evidence --fail-on secrets");
    DumpOptions.addTo(spec);
    return spec;
  }

  @Override
  public void prepare() {
    WarmUp.start();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    CiContext ci = CiDetector.detect(session.environment());
    DumpRun run = DumpRun.of(options, session, ci);
    Outcome outcome = run.make();
    Reporter.Reported reported = run.isDry() ? null : report(session, ci, outcome);
    run.tell(outcome, reported);
    if (reported != null && reported.unpublished() != null) {
      throw reported.unpublished();
    }
    return ExitCodes.of(outcome);
  }

  private static Reporter.Reported report(Session session, CiContext ci, Outcome outcome)
      throws Failure {
    List<ForgeProvider> forges =
        ServiceLoader.load(ForgeProvider.class).stream().map(ServiceLoader.Provider::get).toList();
    Settings.Report settings = outcome.result().config().settings().report();
    return new Reporter(settings, session.environment(), ci, forges).report(outcome.result());
  }
}

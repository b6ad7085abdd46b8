package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.Request;
import dev.createdump.engine.WarmUp;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.report.Forges;
import dev.createdump.engine.report.Reporter;
import dev.createdump.spi.ForgeProvider;
import java.util.ServiceLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump ci`: the whole job from the environment of a CI run; `ci collect` and `ci publish`:
/// the same in two stages, for changes from forks.
final class CiCommand implements Command {
  @Override
  public CommandSpec spec() {
    return spec(Typed.ALL);
  }

  @Override
  public CommandSpec spec(Typed typed) {
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
                + " comments with GITHUB_TOKEN where that may write pull requests. On GitLab it"
                + " writes reports for the merge request's widgets beside the dump, and comments"
                + " with GITLAB_TOKEN.",
            "",
            "Examples:",
            "  create-dump ci",
            "  create-dump ci --upload file:///srv/evidence --fail-on secrets");
    DumpOptions.addTo(spec, typed);
    if (typed.has("collect")) {
      spec.addSubcommand("collect", collect(typed));
    }
    if (typed.has("publish")) {
      spec.addSubcommand("publish", publish(typed));
    }
    return spec;
  }

  private static CommandSpec collect(Typed typed) {
    return stage(
        "The stage without rights, for changes from forks: dumps, scans, gates and writes the"
            + " job summary; needs no secret, stores nothing and comments nowhere.",
        "ci collect --fail-on secrets",
        typed);
  }

  private static CommandSpec publish(Typed typed) {
    return stage(
        "The stage with rights, in a workflow that workflow_run starts or in a pipeline that a"
            + " webhook of merge requests triggers: asks the forge which change it is for, reads"
            + " that from the repository's own objects, makes the dump anew, stores it and"
            + " comments. Nothing that the first stage left behind is read.",
        "ci publish --upload s3://bucket/evidence",
        typed);
  }

  private static CommandSpec stage(String description, String example, Typed typed) {
    CommandSpec spec = Specs.command(description, example);
    DumpOptions.addTo(spec, typed);
    return spec;
  }

  @Override
  public void prepare() {
    WarmUp.start();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    CiContext ci = CiDetector.detect(session.environment());
    ParseResult stage = options.subcommand();
    if (stage == null) {
      return dump(DumpRun.of(options, session, ci, Request.Reach.FULL), session, ci);
    }
    String name = stage.commandSpec().name();
    if (!options.matchedOptions().isEmpty()) {
      throw new Failure.Usage(
          "options of a stage stand behind its name",
          "Write `create-dump ci " + name + " [OPTION]...`.");
    }
    return name.equals("collect")
        ? dump(DumpRun.of(stage, session, ci, Request.Reach.HERE), session, ci)
        : PublishStage.run(stage, session, ci);
  }

  static int dump(DumpRun run, Session session, CiContext ci) throws Failure {
    Outcome outcome = run.make();
    Reporter.Reported reported = run.isDry() ? null : report(run, outcome, session, ci);
    run.tell(outcome, reported);
    if (reported != null && reported.unpublished() != null) {
      throw reported.unpublished();
    }
    return ExitCodes.of(outcome);
  }

  private static Reporter.Reported report(
      DumpRun run, Outcome outcome, Session session, CiContext ci) throws Failure {
    Settings.Report settings = outcome.result().config().settings().report();
    return new Reporter(
            run.isLocal() ? settings.withoutComment() : settings,
            session.environment(),
            ci,
            forges(session))
        .report(outcome);
  }

  /// The forges that adapters are there for.
  static Forges forges(Session session) {
    return new Forges(
        ServiceLoader.load(ForgeProvider.class).stream().map(ServiceLoader.Provider::get).toList(),
        session.environment());
  }
}

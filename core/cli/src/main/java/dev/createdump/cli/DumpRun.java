package dev.createdump.cli;

import dev.createdump.engine.CreateDump;
import dev.createdump.engine.Outcome;
import dev.createdump.engine.Request;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.report.Reporter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// One run of the main job: from options to an outcome, and what is said of it.
final class DumpRun {
  private final ParseResult options;
  private final Session session;
  private final Request request;
  private final Progress events;

  private DumpRun(ParseResult options, Session session, Request request) {
    this.options = options;
    this.session = session;
    this.request = request;
    this.events = Progress.of(session, options);
  }

  /// @param reach how far it goes unless a dry run is asked for
  static DumpRun of(ParseResult options, Session session, CiContext ci, Request.Reach reach)
      throws Failure {
    Request request =
        new Request(
            DumpOptions.repository(options),
            DumpOptions.sources(options, session),
            session.environment(),
            ci,
            RunClock.of(session.environment()),
            Version.VALUE,
            options.hasMatchedOption("--dry-run") ? Request.Reach.DRY : reach);
    return new DumpRun(options, session, request);
  }

  boolean isDry() {
    return request.reach() == Request.Reach.DRY;
  }

  /// Whether nothing but files is written.
  boolean isLocal() {
    return request.reach() == Request.Reach.HERE;
  }

  private boolean isQuiet() {
    return options.hasMatchedOption("--quiet");
  }

  Outcome make() throws Failure {
    try {
      PluginHost plugins = PluginOptions.host(options, session);
      return new CreateDump(() -> Stores.find(DumpRun.class.getClassLoader()), plugins, events)
          .run(request);
    } finally {
      events.clear();
    }
  }

  /// Prints the result for programs and says it to people.
  void tell(Outcome outcome, Reporter.@Nullable Reported reported) {
    session.measures().dump(outcome);
    Console console = session.console();
    console.under(outcome.result().proof());
    if (!isQuiet()) {
      new HumanResult(console, options.hasMatchedOption("--verbose"))
          .tell(outcome, isDry(), reported);
    }
    if (reported != null) {
      // The runner reads its commands from both streams; results stay alone on the other.
      reported.annotations().forEach(console::say);
    }
    if (options.hasMatchedOption("--json")) {
      console.resultText(ResultJson.of(outcome, ExitCodes.of(outcome), reported));
    } else {
      for (SealedFile file : outcome.result().files()) {
        console.result(outcome.result().directory().resolve(file.name()).toString());
      }
    }
  }
}

package dev.createdump.cli;

import dev.createdump.engine.BatchDump;
import dev.createdump.engine.BatchRequest;
import dev.createdump.engine.ExitOrder;
import dev.createdump.engine.Outcome;
import dev.createdump.engine.WarmUp;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.batch.Markers;
import dev.createdump.engine.bucket.Stores;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump batch run`: one dump for each project of a repository, and one index.
final class BatchRunCommand implements Command {
  private static final ExitOrder CODES =
      new ExitOrder() {
        @Override
        public int of(Outcome outcome) {
          return ExitCodes.ofTree(outcome);
        }

        @Override
        public int of(Failure failure) {
          return ExitCodes.of(failure);
        }

        @Override
        public int bug() {
          return ExitCodes.BUG;
        }

        @Override
        public int worse(int one, int other) {
          return ExitCodes.worse(one, other);
        }
      };

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Finds the projects of a repository by files such as pom.xml or package.json, and makes"
                + " a dump of each, under its own configuration and in a directory of its own, with"
                + " one index. Every file belongs to the deepest project around it, and what is in"
                + " none to the dump of the whole.",
            "")
        .footer(
            "",
            "Where the configuration names projects (projects.paths), only those directories can be"
                + " projects. A project that fails is named and stops no other; the exit code is"
                + " the most severe of all.",
            "",
            "Examples:",
            "  create-dump batch run --list",
            "  create-dump batch run --out dumps --format md,json",
            "  create-dump batch run --project services/pay --project services/web",
            "  create-dump batch run --diff-since main --format md,json",
            "  create-dump batch run --rev v1.2 --marker pom.xml --jobs 4 --json");
    SingleCommand.addRoot(spec);
    spec.addOption(repeatable("--project", "DIR", "Dump this directory; the others are not."));
    spec.addOption(
        repeatable("--marker", "FILE", "Take directories with such a file for projects.")
            .toBuilder()
            .completionCandidates(Markers.known())
            .build());
    spec.addOption(DumpOptions.flag("--list", "Print the projects, and read and write nothing."));
    spec.addOption(
        OptionSpec.builder("--jobs")
            .type(Integer.class)
            .paramLabel("N")
            .description("Dump so many projects at a time; default: one a processor.")
            .build());
    spec.addOption(
        SingleCommand.since(
                "Dump only projects of which something changed, and of those only what changed",
                "; the index names the others")
            .build());
    SingleCommand.addSource(spec, Typed.ALL);
    SingleCommand.addKeys(spec, Typed.ALL);
    return spec;
  }

  private static OptionSpec repeatable(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description + " May be repeated.")
        .build();
  }

  @Override
  public void prepare() {
    WarmUp.start();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    BatchRequest request = request(options, session);
    Progress events = Progress.of(session, options);
    BatchDump.Result result;
    try {
      result =
          new BatchDump(
                  () -> Stores.find(BatchRunCommand.class.getClassLoader()),
                  PluginOptions.host(options, session),
                  events,
                  CODES,
                  session.measures()::dump)
              .run(request);
    } finally {
      events.clear();
    }
    session.measures().batch(result.index());
    new BatchResult(session.console(), options).tell(result);
    return result.index().exitCode();
  }

  private static BatchRequest request(ParseResult options, Session session) throws Failure {
    int jobs = options.matchedOptionValue("--jobs", Runtime.getRuntime().availableProcessors());
    if (jobs < 1 || jobs > 256) {
      throw new Failure.Usage("--jobs " + jobs + " is no number from 1 to 256", "");
    }
    List<String> markers = options.matchedOptionValue("--marker", List.<String>of());
    for (String marker : markers) {
      if (marker.isEmpty() || marker.indexOf('/') >= 0) {
        throw new Failure.Usage(
            "--marker \"" + marker + "\" is no name of a file",
            "Such as pom.xml; --project names directories.");
      }
    }
    return new BatchRequest(
        SingleCommand.request(options, session),
        options.matchedOptionValue("--project", List.<String>of()),
        markers,
        jobs,
        options.hasMatchedOption("--list"));
  }
}

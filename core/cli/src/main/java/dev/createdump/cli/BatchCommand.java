package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump batch run|clean|archive`: the projects of a repository, a dump of each, and which
/// of them are kept.
final class BatchCommand implements Command {
  private static final CommandGroup PARTS =
      new CommandGroup("batch")
          .with("run", new BatchRunCommand())
          .with("clean", new BatchCleanCommand())
          .with("archive", new BatchArchiveCommand());

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Dumps the projects of a repository, one by one, and keeps what is to be kept.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump batch run --list",
            "  create-dump batch run --out dumps --format md,json",
            "  create-dump batch clean dumps --keep-last 5 --keep-within 90d",
            "  create-dump batch archive dumps --by month --keep-last 5");
    PARTS.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    return PARTS.run(options, session);
  }
}

package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump batch run|clean|archive`: the projects of a repository, one dump each, and their
// retention.
final class BatchCommand implements Command {
  private static final Map<String, Command> PARTS = parts();

  private static Map<String, Command> parts() {
    Map<String, Command> parts = new LinkedHashMap<>();
    parts.put("run", new BatchRunCommand());
    parts.put("clean", new BatchCleanCommand());
    parts.put("archive", new BatchArchiveCommand());
    return parts;
  }

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
    PARTS.forEach((name, part) -> spec.addSubcommand(name, part.spec()));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "batch needs to be told what to do", "One of " + String.join(", ", PARTS.keySet()) + ".");
    }
    ParseResult part = options.subcommand();
    Command command = PARTS.get(part.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException("a part without a command");
    }
    return command.run(part, session);
  }
}

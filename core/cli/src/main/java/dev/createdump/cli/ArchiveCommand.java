package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump archive verify|list`: what archives hold, and whether they are whole.
final class ArchiveCommand implements Command {
  private static final Map<String, Command> PARTS = parts();

  private static Map<String, Command> parts() {
    Map<String, Command> parts = new LinkedHashMap<>();
    parts.put("verify", new ArchiveVerify());
    parts.put("list", new ArchiveList());
    return parts;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Checks and lists archives: zip, tar, tar.gz and tar.zst.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump archive verify dump/app.tar.zst",
            "  create-dump archive list app.zip.001");
    PARTS.forEach((name, part) -> spec.addSubcommand(name, part.spec()));
    return spec;
  }

  /// Archives, alone or in volumes.
  static PositionalParamSpec files() {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(Path.class)
        .arity("1..*")
        .paramLabel("FILE")
        .description("An archive; of one in volumes any of them, or their name without number.")
        .build();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "archive needs to be told what to do",
          "One of " + String.join(", ", PARTS.keySet()) + ".");
    }
    ParseResult part = options.subcommand();
    Command command = PARTS.get(part.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException("a part without a command");
    }
    return command.run(part, session);
  }
}

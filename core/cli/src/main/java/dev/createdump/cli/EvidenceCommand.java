package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence list|fetch|verify|sign|query|compact`: the way back to what was stored.
final class EvidenceCommand implements Command {
  private static final Map<String, Command> PARTS = parts();

  private static Map<String, Command> parts() {
    Map<String, Command> parts = new LinkedHashMap<>();
    parts.put("list", new EvidenceList());
    parts.put("fetch", new EvidenceFetch());
    parts.put("verify", new EvidenceVerify());
    parts.put("sign", new EvidenceSign());
    parts.put("query", new EvidenceQuery());
    parts.put("compact", new EvidenceCompact());
    return parts;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Finds, fetches, verifies, signs and queries stored dumps.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump evidence list file:///srv/evidence --repo o/r --pr 12",
            "  create-dump evidence fetch 8f3a2c41 --store file:///srv/evidence --out dump",
            "  create-dump evidence verify dump");
    PARTS.forEach((name, part) -> spec.addSubcommand(name, part.spec()));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "evidence needs to be told what to do",
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

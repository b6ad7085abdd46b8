package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence list|fetch|verify|sign|query|compact`: the way back to what was stored.
final class EvidenceCommand implements Command {
  private static final CommandGroup PARTS =
      new CommandGroup("evidence")
          .with("list", new EvidenceList())
          .with("fetch", new EvidenceFetch())
          .with("verify", new EvidenceVerify())
          .with("sign", new EvidenceSign())
          .with("query", new EvidenceQuery())
          .with("compact", new EvidenceCompact());

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
    PARTS.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    return PARTS.run(options, session);
  }
}

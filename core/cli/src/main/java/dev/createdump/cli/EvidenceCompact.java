package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.table.Compaction;
import dev.createdump.engine.evidence.table.DuckJar;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence compact`: the index of a store as Parquet, beside it.
final class EvidenceCompact implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Writes the lines of a store's index that are in no Parquet file yet into one for each"
                + " day, under v1/table/dt=DAY/. Queries then read a few files instead of one for"
                + " each dump. Nothing is replaced or removed.",
            "")
        .footer(
            "",
            "Example:",
            "  create-dump evidence compact file:///srv/evidence --until 2026-10-31");
    EvidenceOptions.addStoreOperand(spec);
    EvidenceOptions.addConfig(spec);
    EvidenceOptions.addDays(spec);
    spec.addOption(DumpOptions.flag("--dry-run", "Say what would be written; store nothing."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Console console = session.console();
    boolean dry = options.hasMatchedOption("--dry-run");
    Path jar = DuckJar.find(session.environment());
    String named = options.matchedPositionalValue(0, null);
    URI store =
        named == null
            ? EvidenceOptions.requiredStore(options, session.environment())
            : EvidenceOptions.uri(named);
    try (Evidence evidence = EvidenceOptions.open(options, session)) {
      Compaction.run(
          jar, evidence.bucket(store), EvidenceOptions.filter(options), dry, told(console));
    }
    if (dry) {
      console.say("dry run: nothing was stored");
    }
    return ExitCodes.DONE;
  }

  private static Compaction.Told told(Console console) {
    return new Compaction.Told() {
      @Override
      public void written(Compaction.Part part) {
        console.say(part.rows() + (part.rows() == 1 ? " line" : " lines"));
        console.result(part.uri());
      }

      @Override
      public void left(LocalDate day) {
        console.say(day + " is being compacted by another, and left to it");
      }

      @Override
      public void bad(String problem) {
        console.say(Printable.line(problem));
      }
    };
  }
}

package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.table.DuckJar;
import dev.createdump.engine.evidence.table.Query;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence query`: the index of a store, asked in SQL.
final class EvidenceQuery implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Asks the index of a store in SQL, by DuckDB in this process. The table is `dumps`; its"
                + " columns are those of the index, see docs/evidence-tables.md.",
            "")
        .footer(
            "",
            "DuckDB (80 MB) is no part of create-dump: --install fetches it once.",
            "",
            "Examples:",
            "  create-dump evidence query --install",
            "  create-dump evidence query \"SELECT repo, sum(secrets) FROM dumps GROUP BY ALL\""
                + " --store file:///srv/evidence --since 2026-01-01");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("0..1")
            .paramLabel("SQL")
            .description("One query.")
            .build());
    spec.addOption(DumpOptions.flag("--install", "Fetch DuckDB from Maven Central."));
    spec.addOption(Specs.text("--from", "URL", "Fetch it from here instead; its digest is known."));
    spec.addOption(
        DumpOptions.flag(
            "--compacted", "Ask what was compacted alone: quick, without lines that came later."));
    EvidenceOptions.addStore(spec);
    EvidenceOptions.addDays(spec);
    spec.addOption(DumpOptions.flag("--json", "Print a JSON array of objects."));
    spec.addOption(DumpOptions.flag("--csv", "Print comma-separated values (RFC 4180)."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Console console = session.console();
    if (options.hasMatchedOption("--install")) {
      String from = options.matchedOptionValue("--from", "");
      console.result(DuckJar.install(from, session.environment()).toString());
      return ExitCodes.DONE;
    }
    String sql = options.matchedPositionalValue(0, "");
    if (sql.isBlank()) {
      throw new Failure.Usage("there is no query", "Put SQL in quotes; the table is `dumps`.");
    }
    Path jar = DuckJar.find(session.environment());
    URI store = EvidenceOptions.requiredStore(options, session.environment());
    QueryPrinter printer = QueryPrinter.of(options, console);
    int[] bad = {0};
    try (Evidence evidence = EvidenceOptions.open(options, session)) {
      Query.run(
          jar,
          evidence.bucket(store),
          EvidenceOptions.filter(options),
          options.hasMatchedOption("--compacted"),
          sql,
          printer,
          line -> {
            bad[0]++;
            console.say(Printable.line(line));
          });
    }
    printer.end();
    if (bad[0] > 0) {
      throw new Failure.Corrupt(
          bad[0] + (bad[0] == 1 ? " object" : " objects") + " in the index are no lines",
          "The answer is of those that are.");
    }
    return ExitCodes.DONE;
  }
}

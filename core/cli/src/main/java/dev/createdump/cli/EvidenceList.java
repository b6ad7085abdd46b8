package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.IndexEntry;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.engine.evidence.IndexScan;
import dev.createdump.spi.ObjectKey;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence list`: the dumps of a store, from its index.
final class EvidenceList implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Lists the dumps in a store, in the order of their days.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump evidence list file:///srv/evidence --since 2026-01-01 --finding secrets",
            "  create-dump evidence list file:///srv/evidence --repo o/r --json | jq .dumps[].head");
    EvidenceOptions.addStoreOperand(spec);
    EvidenceOptions.addConfig(spec);
    EvidenceOptions.addFilter(spec);
    spec.addOption(
        OptionSpec.builder("--limit")
            .type(Long.class)
            .paramLabel("COUNT")
            .description("At most so many.")
            .build());
    spec.addOption(DumpOptions.flag("--json", "Print one JSON document."));
    spec.addOption(DumpOptions.flag("--csv", "Print comma-separated values (RFC 4180)."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    IndexFilter filter = EvidenceOptions.filter(options);
    URI store = store(options, session);
    ListedDumps out = ListedDumps.of(options, session.console());
    long most = options.matchedOptionValue("--limit", Long.MAX_VALUE);
    Listing listing = new Listing(out, session.console(), most);
    try (Evidence evidence = EvidenceOptions.open(options, session)) {
      out.begin();
      if (most > 0) {
        evidence.list(store, filter, listing);
      }
      out.end();
    }
    if (listing.bad > 0) {
      throw new Failure.Corrupt(
          listing.bad + (listing.bad == 1 ? " object" : " objects") + " in the index are no lines",
          "What could be read was listed.");
    }
    return ExitCodes.DONE;
  }

  private static URI store(ParseResult options, Session session) throws Failure {
    String named = options.matchedPositionalValue(0, null);
    if (named != null) {
      return EvidenceOptions.uri(named);
    }
    return EvidenceOptions.requiredStore(options, session.environment());
  }

  /// Hands on what is found, as it is found.
  private static final class Listing implements IndexScan.Visitor {
    private final ListedDumps out;
    private final Console console;
    private final long most;
    private long listed;
    private long bad;

    Listing(ListedDumps out, Console console, long most) {
      this.out = out;
      this.console = console;
      this.most = most;
    }

    @Override
    public boolean entry(IndexEntry entry) {
      out.add(entry);
      listed++;
      return listed < most && !console.isBroken();
    }

    @Override
    public void bad(ObjectKey key, String problem) {
      bad++;
      console.say(Printable.line(key + " " + problem));
    }
  }
}
